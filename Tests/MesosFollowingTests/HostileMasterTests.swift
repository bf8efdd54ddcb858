import Testing

@testable import Mesos

@Suite struct HostileMasterTests {
    @Test("without credentials the error says which key gives them; with them all is well")
    func credentials() async throws {
        let fake = try await FakeProcess(["--master", "0"])
        try await fake.tell("key is=Basic%20Ym9iOnMzY3JldA==", "unauthorised on", "log on", "framework id=F", "task id=t1 framework=F")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            try await followed.failure(.master, "refuses us (401)", "mesos.credentials gives them")
        }
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.credentials.mesos = .basic(user: "bob", password: Secret("wrong"))
        }) { followed in
            let text = try await followed.failure(.master, "(401)", "mesos.credentials are wrong")
            #expect(!text.contains("wrong\"") && !"\(followed.follower.status)".contains("Ym9i"))
        }
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.credentials.mesos = .basic(user: "bob", password: Secret("s3cret"))
        }) { followed in
            _ = try await followed.task("t1")
        }
    }

    @Test("a token that fits into no header is sent to nobody, and not told")
    func lineInToken() async throws {
        let fake = try await FakeProcess(["--master", "0"])
        try await fake.tell("log on")
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.credentials.mesos = .bearer(Secret("s3cret\r\nX-More: s3cret"))
        }) { followed in
            let text = try await followed.failure(.master, "invalid header field values")
            #expect(!text.contains("s3cret"))
        }
        #expect(fake.requests(to: "master").isEmpty)
    }

    @Test("a process that calls itself a master is asked, and gets no credentials")
    func impostor() async throws {
        let fake = try await FakeProcess(["--master", "0"])
        try await fake.tell("log on", "unauthorised on")
        try await Followed.run({ $0.credentials.mesos = .basic(user: "bob", password: Secret("s3cret")) }) { followed in
            let process = MesosProcess(name: "mesos-master", arguments: ["mesos-master", "--port=\(fake.ports["master"] ?? 0)"])
            followed.follower.notice(process: try #require(process))
            try await followed.failure(.master, "(401)", "name it in mesos.masters")
        }
        #expect(!fake.requests(to: "master").isEmpty)
        #expect(fake.requests(to: "master").allSatisfy { $0.hasSuffix(" -") })
    }

    @Test("a redirect to a stranger does not take the credentials along")
    func stranger() async throws {
        let (master, stranger) = (try await FakeProcess(["--master", "0"]), try await FakeProcess(["--master", "0"]))
        try await stranger.tell("log on", "unauthorised on")
        try await master.tell("redirect to=//\(stranger.address("master"))/api/v1")
        try await Followed.run({
            $0.masters = [master.address("master")]
            $0.credentials.mesos = .token(Secret("s3cret"))
        }) { followed in
            try await followed.failure(.master, "http://\(stranger.address("master"))/api/v1 refuses us", "name it in mesos.masters")
        }
        #expect(stranger.requests(to: "master").allSatisfy { $0.hasSuffix(" -") })
        // One that is configured gets them.
        try await stranger.tell("key is=token=s3cret", "framework id=F", "task id=t1 framework=F")
        try await Followed.run({
            $0.masters = [master.address("master"), stranger.address("master")]
            $0.credentials.mesos = .token(Secret("s3cret"))
        }) { followed in
            _ = try await followed.task("t1")
        }
    }

    @Test("redirects in a circle end")
    func circle() async throws {
        let (one, other) = (try await FakeProcess(["--master", "0"]), try await FakeProcess(["--master", "0"]))
        try await one.tell("redirect to=//\(other.address("master"))/api/v1")
        try await other.tell("redirect to=//\(one.address("master"))/api/v1")
        try await Followed.run({ $0.masters = [one.address("master")] }) { followed in
            try await followed.failure(.master, "redirected in a circle")
        }
        try await one.tell("redirect to=http://user:pw@\(other.address("master"))/")
        try await Followed.run({ $0.masters = [one.address("master")] }) { followed in
            let text = try await followed.failure(.master, "cannot use the address")
            #expect(!text.contains("pw"))
        }
    }

    @Test("a master that hangs is given up, and heard again when it speaks")
    func hanging() async throws {
        let fake = try await FakeProcess(["--master", "0"])
        try await fake.tell("hang on", "framework id=F", "task id=t1 framework=F")
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.intervals.patience = .milliseconds(300)
        }) { followed in
            try await followed.failure(.master, "no answer", "in time")
            try await fake.tell("hang off")
            _ = try await followed.task("t1")
        }
    }

    @Test("whatever names are made of, they come whole or not at all")
    func strings() async throws {
        let fake = try await FakeProcess(["--master", "0", "--agent", "0"])
        let long = String(repeating: "x", count: 100_000)
        try await fake.tell(
            "framework id=F name=%22%5C%0A%1b[31m%F0%9F%90%8B", "agent id=A host=%00%22", "task id=%22%5C%0A name=%1b]0;x%07 framework=F",
            "task id=long name=\(long) framework=F label.\(long)=x label.short=\(long)", "task id=\(long) framework=F",
            "task id=last name=last framework=F container=../../etc")
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.agent = fake.address("agent")
        }) { followed in
            _ = try await followed.task("last")
            let strange = try await followed.task("\"\\\n")
            #expect(strange.framework == "\"\\\n\u{1b}[31m🐋")
            let cut = try await followed.task("long")
            #expect((cut.name ?? "").utf8.count <= 8192)
            #expect(!followed.tasks.contains { $0.id.utf8.count > 8192 })
        }
    }
}
