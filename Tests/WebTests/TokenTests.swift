import Testing

@testable import Web

@Suite struct TokenTests {
    @Test("a token file is for its owner and group, and has one token", arguments: [
        ("0123456789abcdef\n", 0o600, nil), ("  0123456789abcdef\r\n\n", 0o640, nil), ("0123456789abcdef", 0o604, "chmod 600"),
        ("0123456789abcdef", 0o602, "chmod 600"), ("0123456789abcde\n", 0o600, "16"), ("", 0o600, "16"), ("0123456789 abcdef", 0o600, "one line"),
        ("0123456789abcdef\n0123456789abcdef\n", 0o600, "one line"), ("0123456789abcdefé", 0o600, "letters"),
        ("0123456789abcdef;x", 0o600, "letters"), (String(repeating: "a", count: 5000), 0o600, "4096"),
    ] as [(String, UInt32, String?)])
    func file(_ text: String, _ mode: UInt32, _ problem: String?) async throws {
        try await withFolder { folder in
            write(text, to: folder + "/token", mode: mode)
            if let problem {
                let error = #expect(throws: WebError.self) { try WebToken(file: folder + "/token") }
                #expect(error?.description.contains(problem) == true && error?.description.contains("/token") == true)
            } else {
                let token = try WebToken(file: folder + "/token")
                #expect(token.equals("0123456789abcdef".utf8))
            }
        }
    }

    @Test("no file, or a folder, is an error")
    func none() {
        #expect(throws: WebError.self) { try WebToken(file: "/nowhere/token") }
        #expect(throws: WebError.self) { try WebToken(file: "/tmp") }
        #expect(throws: WebError.self) { try WebToken(file: "/dev/zero") }
    }

    @Test("a token never prints")
    func secret() throws {
        let token = try #require(WebToken("0123456789abcdef".utf8))
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token) \(String(reflecting: token)) \([token]) \(dumped)".contains("0123"))
    }

    @Test("only the same token is the same", arguments: ["", "0", "0123456789abcdef0", "0123456789abcde", "0123456789abcdeF", "0123456789abcdef0123456789abcdef"])
    func unequal(_ guess: String) throws {
        let token = try #require(WebToken("0123456789abcdef".utf8))
        #expect(!token.equals(guess.utf8) && token.equals("0123456789abcdef".utf8))
    }
}
