import Testing

@testable import Web

@Suite struct ListenAddressTests {
    @Test("addresses", arguments: [
        ("127.0.0.1:7117", "127.0.0.1:7117", true), ("localhost:0", "127.0.0.1:0", true), ("[::1]:7117", "[::1]:7117", true),
        ("0.0.0.0:80", "0.0.0.0:80", false), ("[::]:80", "[::]:80", false), ("127.1.2.3:65535", "127.1.2.3:65535", true),
        ("10.0.0.1:7117", "10.0.0.1:7117", false), ("[::ffff:127.0.0.1]:1", "[::ffff:127.0.0.1]:1", true), ("[::ffff:10.0.0.1]:1", "[::ffff:10.0.0.1]:1", false),
        ("unix:/run/weir.sock", "unix:/run/weir.sock", true),
    ])
    func good(_ text: String, _ expected: String, _ isLocal: Bool) throws {
        let address = try ListenAddress(text)
        #expect("\(address)" == expected && address.isLocal == isLocal)
    }

    @Test("what is none says why", arguments: [
        "", "7117", ":7117", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:-1", "127.0.0.1:+1", "::1:7117", "[::1]", "[127.0.0.1]:1",
        "node-1:7117", "127.1:80", "*:80", "unix:", "unix:weir.sock", "unix:/" + String(repeating: "a", count: 107), "http://127.0.0.1:80",
    ])
    func bad(_ text: String) {
        let error = #expect(throws: WebError.self) { try ListenAddress(text) }
        #expect(error?.description.hasPrefix("cannot listen on") == true)
    }

    @Test("an address that others can reach takes TLS and a token, and the error says which, why and what to do", arguments: [
        (false, false, "TLS (--tls-certificate and --tls-key) and a token (--token-file)"), (true, false, "give a token (--token-file),"),
        (false, true, "give TLS (--tls-certificate and --tls-key),"),
    ])
    func unguarded(_ tls: Bool, _ token: Bool, _ words: String) {
        var configuration = WebConfiguration(addresses: [.ip("127.0.0.1", port: 1), .ip("192.0.2.7", port: 7117)])
        configuration.tls = tls ? TLSFiles(certificate: "c", key: "k") : nil
        configuration.tokenFile = token ? "t" : nil
        let error = #expect(throws: WebError.self) { try configuration.checkSafety() }
        #expect(error?.description.contains("192.0.2.7:7117") == true && error?.description.contains(words) == true)
    }

    @Test("loopback and unix sockets take neither")
    func guarded() throws {
        try WebConfiguration(addresses: [.ip("127.0.0.1", port: 1), .ip("::1", port: 1), .unix("/x")]).checkSafety()
        var configuration = WebConfiguration(addresses: [.ip("0.0.0.0", port: 1)])
        configuration.tls = TLSFiles(certificate: "c", key: "k")
        configuration.tokenFile = "t"
        try configuration.checkSafety()
        #expect(throws: WebError.self) { try WebConfiguration(addresses: []).checkSafety() }
    }
}
