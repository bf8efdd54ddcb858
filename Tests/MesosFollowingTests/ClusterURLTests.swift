import Testing

@testable import Mesos

@Suite struct ClusterURLTests {
    @Test("addresses of the configuration", arguments: [
        ("10.0.0.1", "http://10.0.0.1:5050"), ("node-1:5051", "http://node-1:5051"), ("[fd01::1]:5050", "http://[fd01::1]:5050"),
        ("https://DCOS.example/mesos/", "https://dcos.example/mesos"), ("http://a:80", "http://a"),
        ("https://a:8443/x?y=z", "https://a:8443/x?y=z"),
    ])
    func good(_ text: String, _ expected: String) throws {
        #expect("\(try ClusterURL(text, defaultPort: 5050))" == expected)
    }

    @Test("what is none", arguments: [
        "", "ftp://a", "http://", "a:0", "a:99999", "a:b", "http://u:p@a", "a b", "http://a/\u{7f}", "http://a/\r\nX: y", "[::1",
        "http://a#b", "unix:///x",
    ])
    func bad(_ text: String) {
        #expect(throws: ClusterError.self) { try ClusterURL(text, defaultPort: 5050) }
    }

    @Test("redirects", arguments: [
        ("//10.0.0.2:5050/state", "https://10.0.0.2:5050/state"), ("//10.0.0.2:5050", "https://10.0.0.2:5050/api/v1"),
        ("/login", "https://a:8443/login"), ("http://b:1/x?y=//z", "http://b:1/x?y=//z"), ("https://b/", "https://b/"),
    ])
    func redirects(_ location: String, _ expected: String) throws {
        #expect("\(try ClusterURL("https://a:8443/api/v1").following(location))" == expected)
    }

    @Test("redirects to nowhere", arguments: ["", "state", "//", "//u:p@b/", "javascript:x", "http://b/\u{1b}"])
    func nowhere(_ location: String) throws {
        let url = try ClusterURL("https://a:8443/api/v1")
        #expect(throws: ClusterError.self) { try url.following(location) }
    }
}

@Suite struct TrustTests {
    private func trust() -> Trust {
        var configuration = ClusterConfiguration()
        configuration.masters = ["10.0.0.1:5050", "https://10.0.0.2:5050"]
        configuration.dcos = "https://dcos.example"
        configuration.credentials.mesos = .token(Secret("m"))
        configuration.credentials.dcos = .token(Secret("d"))
        return Trust(configuration)
    }

    @Test("who is configured gets credentials, who is found does not, and never less safely than configured")
    func access() throws {
        let trust = trust()
        #expect(trust.access(.mesos, to: try ClusterURL("10.0.0.1:5050/state")) == .give(.token(Secret("m"))))
        #expect(trust.access(.mesos, to: try ClusterURL("10.0.0.1:5051")) == .withheld)
        #expect(trust.access(.mesos, to: try ClusterURL("https://10.0.0.2:5050")) == .give(.token(Secret("m"))))
        #expect(trust.access(.mesos, to: try ClusterURL("http://10.0.0.2:5050")) == .withheld)
        #expect(trust.access(.marathon, to: try ClusterURL("10.0.0.1:5050")) == .none)
    }

    @Test("the Admin Router has its own")
    func router() throws {
        let (trust, url) = (trust(), try ClusterURL("https://dcos.example/service/marathon/v2/info"))
        #expect(trust.realm(of: url, else: .marathon) == .dcos)
        #expect(trust.access(.dcos, to: url) == .give(.token(Secret("d"))))
    }

    @Test("a leader is believed when one who is believed names it")
    func leader() throws {
        let (trust, leader) = (trust(), try ClusterURL("10.0.0.9:5050"))
        trust.believe(try ClusterURL("10.0.0.8:5050"), thatLeaderIs: leader)
        #expect(trust.access(.mesos, to: leader) == .withheld)
        trust.believe(try ClusterURL("10.0.0.1:5050"), thatLeaderIs: leader)
        #expect(trust.access(.mesos, to: leader) == .give(.token(Secret("m"))))
    }
}
