import Testing

@testable import Mesos

@Suite struct ElectionTests {
    @Test("while no one leads, the error says so")
    func noLeader() async throws {
        let fake = try await FakeProcess(["--master", "0"])
        try await fake.tell("framework id=F", "task id=t1 framework=F", "status code=503")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            try await followed.failure(.master, "knows no leader")
            try await fake.tell("status off")
            _ = try await followed.task("t1")
        }
    }

    @Test("a process of Mesos that begins ends every pause: who did not answer may answer now")
    func noticed() async throws {
        let fake = try await FakeProcess(["--master", "0"])
        try await fake.tell("framework id=F", "task id=t1 framework=F", "status code=503")
        try await Followed.run({
            $0.masters = [fake.address("master")]
            ($0.intervals.firstPause, $0.intervals.longestPause) = (.seconds(3600), .seconds(3600))
        }) { followed in
            try await followed.failure(.master, "knows no leader")
            try await fake.tell("status off")
            followed.follower.notice(process: try #require(MesosProcess(name: "mesos-agent", arguments: ["mesos-agent", "--port=1"])))
            _ = try await followed.task("t1")
        }
    }

    @Test("configuration that cannot be used is said, and the rest is followed")
    func configuration() async throws {
        let fake = try await FakeProcess(["--master", "0"])
        try await fake.tell("framework id=F", "task id=t1 framework=F")
        try await Followed.run({ $0.masters = ["http://bob:s3cret@10.0.0.1", "ftp://x", fake.address("master")] }) { followed in
            _ = try await followed.task("t1")
            let problems = followed.follower.status.compactMap(\.problem)
            #expect(problems.count == 2 && problems.allSatisfy { $0.contains("cannot use the address") && !$0.contains("s3cret") })
        }
    }

    @Test("what is configured and was not asked yet is listed")
    func neverAsked() {
        var configuration = ClusterConfiguration()
        configuration.masters = ["10.0.0.1"]
        configuration.agent = "127.0.0.1"
        configuration.dcosMarker = "/nonexistent"
        let follower = ClusterFollower(configuration: configuration, logger: quiet) { _ in }
        #expect(follower.status.map(\.url) == ["http://10.0.0.1:5050", "http://127.0.0.1:5051"])
        #expect(follower.status.allSatisfy { $0.state == .neverAsked && $0.age == nil })
    }
}

@Suite struct SitesTests {
    private func sites(_ configure: (inout ClusterConfiguration) -> Void = { _ in }) -> Sites {
        var configuration = ClusterConfiguration()
        configuration.dcosMarker = "/nonexistent"
        configure(&configuration)
        return Sites(ConfiguredSites(configuration), configuration)
    }

    private func process(_ arguments: String...) throws -> MesosProcess {
        try #require(MesosProcess(name: arguments[0], arguments: arguments))
    }

    @Test("what is configured is not added to by processes that call themselves so")
    func configured() throws {
        let sites = sites {
            $0.masters = ["10.0.0.1"]
            $0.agent = "127.0.0.1:15051"
        }
        sites.notice(try process("mesos-master", "--port=6666"))
        sites.notice(try process("mesos-agent", "--port=6667", "--master=127.0.0.1:6666"))
        sites.hear(ofMaster: "evil", like: try ClusterURL("127.0.0.1:6667"))
        #expect(sites.masters.map(\.id.key) == ["http://10.0.0.1:5050"])
        #expect(sites.all.filter { $0.id.kind == .agent }.map(\.id.key) == ["http://127.0.0.1:15051"])
    }

    @Test("the way that led to a leader is tried first, and the leader that it named last")
    func order() throws {
        let sites = sites { $0.masters = ["a", "b"] }
        sites.leads(by: Site(.master, try ClusterURL("b:5050")).id)
        sites.add(leader: try ClusterURL("c:5050"))
        sites.add(leader: try ClusterURL("a:5050"))
        #expect(sites.masters.map(\.id.key) == ["http://b:5050", "http://a:5050", "http://c:5050"])
    }

    @Test("processes of that name fill no memory")
    func many() throws {
        let sites = sites()
        for port in 1...1000 {
            sites.notice(try process("mesos-master", "--port=\(port)"))
            sites.notice(try process("mesos-agent", "--port=\(port)"))
        }
        #expect(sites.all.count <= 16 && sites.masters.count <= 16)
    }

    @Test("who is configured speaks for a framework rather than who was found")
    func speakers() throws {
        let sites = sites()
        let url = try ClusterURL("127.0.0.1:8080")
        let (configured, found) = (Site(.marathon, url), Site(.marathon, key: "F", urls: [url], frameworkID: "F"))
        let guessed = Site(.marathon, try ClusterURL("127.0.0.1:8081"), origin: .guessed)
        #expect(sites.claim("F", for: guessed) && sites.claim("F", for: found) && !sites.claim("F", for: guessed))
        #expect(sites.claim("F", for: configured) && !sites.claim("F", for: found) && sites.claim("F", for: configured))
        sites.release(configured.id)
        #expect(sites.claim("F", for: found))
    }
}
