import Events
import Testing
import Traffic

@Suite struct ProtocolGuessTests {
    @Test func aRequestLineIsHTTPOnlyFromTheClient() {
        #expect(guess("GET / HTTP/1.1\r\n", from: .client) == .http1)
        #expect(guess("GET / HTTP/1.1\r\n", from: .unknown) == .http1)
        #expect(guess("GET / HTTP/1.1\r\n", from: .server) == nil)
    }

    @Test func aStatusLineIsHTTPOnlyFromTheServer() {
        #expect(guess("HTTP/1.1 200 OK\r\n", from: .server) == .http1)
        #expect(guess("HTTP/1.1 200 OK\r\n", from: .unknown) == .http1)
        #expect(guess("HTTP/1.1 200 OK\r\n", from: .client) == nil)
    }

    @Test func thePrefaceIsHTTP2AndNotHTTP1() {
        #expect(guess("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", from: .client) == .http2)
        #expect(guess("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", from: .server) == nil)
        #expect(guess("PRI * HTTP/2.", from: .client) == nil)
    }

    @Test func aCommandOfRedisIsAnArrayOfBulkStrings() {
        #expect(guess("*1\r\n$4\r\nPING\r\n", from: .client) == .redis)
        #expect(guess("*1048576\r\n$", from: .client) == .redis)
        #expect(guess("*3\r\n$7\r\nmessage\r\n", from: .server) == .redis)
    }

    @Test(arguments: ["*0\r\n$4", "*12345678\r\n$", "*1\r\n:4", "*1\n$4", "*1\r\n", "*-1\r\n$", "*\r\n$4\r\n", "$4\r\nPING\r\n"])
    func whatOnlyLooksLikeRedisIsNot(text: String) {
        #expect(guess(text, from: .client) == nil)
    }

    @Test(arguments: [
        // type, version, length
        ([0x16, 0x03, 0x01, 0x02, 0x00, 0x01] as [UInt8], TLSRecord.handshake),
        ([0x14, 0x03, 0x03, 0x00, 0x01, 0x01], .changeCipherSpec),
        ([0x15, 0x03, 0x00, 0x00, 0x02, 0x02, 0x28], .alert),
        ([0x17, 0x03, 0x03, 0x48, 0x00], .applicationData),
        ([0x17, 0x03, 0x04, 0x00, 0x01], .applicationData),
    ])
    func aRecordHeaderIsTLSFromEitherEnd(bytes: [UInt8], record: TLSRecord) {
        #expect(withExactly(bytes) { TLSRecord(beginning: $0) } == record)
        #expect(withExactly(bytes) { ProtocolGuess($0, from: .client) } == .tls)
        #expect(withExactly(bytes) { ProtocolGuess($0, from: .server) } == .tls)
    }

    @Test(arguments: [
        [0x13, 0x03, 0x01, 0x02, 0x00] as [UInt8],  // below the known types
        [0x18, 0x03, 0x01, 0x02, 0x00],  // above them
        [0x16, 0x02, 0x01, 0x02, 0x00],  // major version 2
        [0x16, 0x03, 0x05, 0x02, 0x00],  // minor version 5
        [0x16, 0x03, 0x01, 0x00, 0x00],  // empty
        [0x17, 0x03, 0x03, 0x48, 0x01],  // one byte too long
        [0x16, 0x03, 0x01, 0x02],  // cut
        [],
    ])
    func aHeaderThatNoVersionAllowsIsNotTLS(bytes: [UInt8]) {
        #expect(withExactly(bytes) { TLSRecord(beginning: $0) } == nil)
        #expect(withExactly(bytes) { ProtocolGuess($0, from: .unknown) } == nil)
    }

    @Test func bothEndsAgreeOnTheSender() {
        #expect(MessageSender(role: .client, direction: .send) == .client)
        #expect(MessageSender(role: .server, direction: .receive) == .client)
        #expect(MessageSender(role: .server, direction: .send) == .server)
        #expect(MessageSender(role: .client, direction: .receive) == .server)
        #expect(MessageSender(role: .unknown, direction: .send) == .unknown)
        #expect(MessageSender(role: .client, direction: .none) == .unknown)
    }

    private func guess(_ text: String, from sender: MessageSender) -> ProtocolGuess? {
        withExactly(text.utf8) { ProtocolGuess($0, from: sender) }
    }
}
