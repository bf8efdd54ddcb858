import Testing

@testable import TopologySources

@Suite struct SourceAddressTests {
    @Test(
        "an address is a host, a URL with or without a path, or a socket",
        arguments: [
            ("node-1", "http://node-1:7117/x"), ("node-1:80", "http://node-1:80/x"), ("http://Node-1", "http://node-1/x"),
            ("https://mimir.example/prometheus/", "https://mimir.example/prometheus/x"), ("[fd00::1]:9090", "http://[fd00::1]:9090/x"),
            ("HTTPS://a:1/b", "https://a:1/b/x"), ("unix:/run/weir.sock", "http+unix://%2Frun%2Fweir.sock/x"),
        ])
    func good(_ text: String, _ url: String) throws { #expect(try SourceAddress(text).url("/x") == url) }

    @Test(
        "what cannot be asked is refused",
        arguments: [
            "", "http://", "ftp://a", "a:0", "a:65536", "a b", "http://a/?q", "http://a/#f", "unix:weir.sock", "http://[fd00::1", "http://a/\u{1b}",
        ])
    func bad(_ text: String) { #expect(throws: SourceError.self) { try SourceAddress(text) } }

    @Test("a password does not print") func password() {
        let error = #expect(throws: SourceError.self) { try SourceAddress("http://me:secret@a/") }
        #expect(error?.description.contains("secret") == false)
    }
}
