import Events

/// Who sent a message.
public enum MessageSender: Sendable {
    case client, server, unknown

    /// From an event of either end. Give `unknown` in its place when the role is itself a guess.
    public init(role: ConnectionEvent.Role, direction: ConnectionEvent.Direction) {
        self = switch (role, direction) {
        case (.client, .send), (.server, .receive): .client
        case (.client, .receive), (.server, .send): .server
        default: .unknown
        }
    }
}

/// The protocol that a message begins like. It reads at most 512 bytes, allocates nothing and keeps no pointer.
public enum ProtocolGuess: UInt8, Sendable {
    case http1, http2, tls, redis

    /// nil when the bytes are like none of these, or too few to tell.
    ///
    /// | protocol | begins like | from |
    /// |---|---|---|
    /// | http1 | request line, status line (RFC 9112, 3 and 4) | client, server |
    /// | http2 | connection preface (RFC 9113, 3.4) | client |
    /// | tls | record header (RFC 8446, 5.1) | both |
    /// | redis | array of bulk strings (RESP) | both |
    public init?(_ payload: UnsafeRawBufferPointer, from sender: MessageSender) {
        guard let guess = Self.guess(payload, from: sender) else { return nil }
        self = guess
    }

    private static func guess(_ payload: UnsafeRawBufferPointer, from sender: MessageSender) -> Self? {
        if TLSRecord(beginning: payload) != nil { return .tls }
        if payload.beginsRESPArray { return .redis }
        if sender != .server, payload.begins(with: "PRI * HTTP/2.0") { return .http2 }
        if sender != .server, case .done = HTTP1Request.parse(payload) { return .http1 }
        if sender != .client, case .done = HTTP1Response.parse(payload) { return .http1 }
        return nil
    }
}

/// The kind of a TLS record: its content type (RFC 8446, 5.1).
public enum TLSRecord: UInt8, Sendable {
    case changeCipherSpec = 20
    case alert = 21
    case handshake = 22
    case applicationData = 23

    /// The record that a message begins with; nil when that is not a record header of SSL 3.0 to TLS 1.3.
    ///
    /// The length is 1...2^14 + 2048, the most that any of these versions allows (RFC 5246, 6.2.3).
    public init?(beginning payload: UnsafeRawBufferPointer) {
        guard payload.count >= 5, payload[1] == 3, payload[2] <= 4 else { return nil }
        let length = Int(payload[3]) << 8 | Int(payload[4])
        guard 1...18432 ~= length else { return nil }
        self.init(rawValue: payload[0])
    }
}

extension UnsafeRawBufferPointer {
    /// `*3\r\n$`: how clients of Redis send every command, and how lists of strings come back. At most 2^20 elements, as Redis has it.
    fileprivate var beginsRESPArray: Bool {
        guard count >= 5, self[0] == .asterisk, self[1].isDigit, self[1] != .digit0 else { return false }
        var position = 1
        while position < count, position <= 7, self[position].isDigit { position += 1 }
        return position + 2 < count && self[position] == .carriageReturn && self[position + 1] == .lineFeed
            && self[position + 2] == .dollar
    }

    fileprivate func begins(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where self[index] != text.utf8Start[index] { return false }
        return true
    }
}
