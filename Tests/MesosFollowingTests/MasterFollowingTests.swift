import Testing

@testable import Mesos

private let agent = "agent id=A host=node-1 address=10.0.0.1"
private let framework = "framework id=F name=batch"

private func master(_ lines: String...) async throws -> FakeProcess {
    let fake = try await FakeProcess(["--master", "0"])
    for line in [agent, framework] + lines { try await fake.tell(line) }
    return fake
}

@Suite struct MasterFollowingTests {
    @Test("names come from the stream: those of before, and each new one at once")
    func stream() async throws {
        let fake = try await master("task id=t1 name=one framework=F container=c1 ports=31000")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            let first = try await followed.task("t1")
            #expect(first.name == "one" && first.framework == "batch" && first.host == "node-1" && first.containerID == "c1")
            try await fake.tell("task id=t2 name=two framework=F container=c2")
            #expect(try await followed.task("t2") { $0.containerID == "c2" }.name == "two")
            try await fake.tell("end id=t2")
            _ = try await followed.task("t2") { $0.state == .removed }
            #expect(followed.status(.master)?.state == .ok)
            #expect(await followed.follower.counts.tasks == 1)
        }
    }

    @Test("a task of no time at all gets its name")
    func short() async throws {
        let fake = try await master()
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            try await followed.isWell(.master)
            for number in 0..<20 {
                try await fake.tell("task id=s\(number) name=short framework=F container=c\(number)", "end id=s\(number)")
            }
            for number in 0..<20 {
                _ = try await followed.task("s\(number)") { $0.state == .removed }
                #expect(followed.tasks.contains { $0.id == "s\(number)" && $0.state == .present && $0.containerID == "c\(number)" })
            }
        }
    }

    @Test("a master that comes later is found, whatever was there before it")
    func later() async throws {
        let early = try await master()
        let port = early.ports["master"] ?? 0
        early.die()
        try await Followed.run({ $0.masters = ["127.0.0.1:\(port)"] }) { followed in
            try await followed.failure(.master, "cannot connect to http://127.0.0.1:\(port)", "Connection refused")
            let fake = try await FakeProcess(["--master", "\(port)"])
            try await fake.tell(agent, framework, "task id=t1 framework=F container=c1")
            _ = try await followed.task("t1")
        }
    }

    @Test("names survive the leader, and the next leader is found")
    func failover() async throws {
        let first = try await master("task id=t1 framework=F container=c1")
        let second = try await master("task id=t1 framework=F container=c1", "leader \(first.address("master"))")
        try await Followed.run({ $0.masters = [second.address("master"), first.address("master")] }) { followed in
            _ = try await followed.task("t1")
            #expect(followed.status(.master)?.answeredBy == "http://\(first.address("master"))/api/v1")
            first.die()
            try await second.tell("lead", "task id=t2 framework=F container=c2")
            _ = try await followed.task("t2")
            #expect(!followed.tasks.contains { $0.id == "t1" && $0.state == .removed })
        }
    }

    @Test("a stream that is cut inside a record is begun again")
    func half() async throws {
        let fake = try await master("task id=t1 framework=F container=c1")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            _ = try await followed.task("t1")
            for number in 2..<6 {
                try await fake.tell("half", "task id=t\(number) framework=F container=c\(number)")
                _ = try await followed.task("t\(number)")
            }
        }
    }

    @Test("a stream without heartbeats is given up")
    func silence() async throws {
        let fake = try await master("heartbeat 0.1", "log on", "silent on")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { _ in
            _ = try await eventually("three subscriptions") { fake.requests(to: "master").count >= 3 ? true : nil }
        }
    }
}

@Suite struct OldMasterTests {
    @Test("a master without a stream is asked, and its standby is seen through")
    func old() async throws {
        let leader = try await master("old on", "task id=t1 name=one framework=F container=c1")
        let standby = try await master("old on", "leader \(leader.address("master"))")
        try await Followed.run({ $0.masters = [standby.address("master")] }) { followed in
            #expect(try await followed.task("t1").name == "one")
            try await leader.tell("end id=t1", "task id=t2 framework=F")
            _ = try await followed.task("t2")
            _ = try await followed.task("t1") { $0.state == .removed }
        }
    }

    @Test("a stream that is forbidden or missing is no reason not to ask", arguments: [400, 403, 404, 405, 501])
    func forbidden(_ code: Int) async throws {
        let fake = try await master("task id=t1 framework=F", "status code=\(code) master path=/api/v1")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            _ = try await followed.task("t1")
        }
    }

    @Test("fifty megabytes are read, and no more than is allowed")
    func large() async throws {
        let fake = try await master("old on", "task id=t1 name=one framework=F", "fill 80000")
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.intervals.patience = .seconds(100)
        }) { followed in
            _ = try await followed.task("t1") { $0.name == "one" }
        }
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.intervals.patience = .seconds(100)
            $0.maxDocument = 4 << 20
        }) { followed in
            try await followed.failure(.master, "larger than 4 MB", "mesos.max-document")
        }
    }
}
