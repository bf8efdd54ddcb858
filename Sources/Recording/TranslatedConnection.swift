public import Events

/// Whom a connection truly leads to, where somebody translates addresses: what conntrack said as it was recorded.
public struct TranslatedConnection: Hashable, Sendable {
    public var transport: ConnectionEvent.Transport
    /// As this end sees them.
    public var local: Endpoint
    public var remote: Endpoint
    /// Who is there instead of `remote`.
    public var far: Endpoint

    public init(transport: ConnectionEvent.Transport, local: Endpoint, remote: Endpoint, far: Endpoint) {
        self.transport = transport
        self.local = local
        self.remote = remote
        self.far = far
    }

    private static let count = 10

    /// In a trailer: the transport, then high, low and port of each.
    var words: [UInt64] {
        [UInt64(transport.rawValue)] + [local, remote, far].flatMap { [$0.address.high, $0.address.low, UInt64($0.port)] }
    }

    init?(_ content: UnsafeRawBufferPointer) {
        guard content.count == Self.count * 8 else { return nil }
        let words = (0..<Self.count).map { content.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        guard let transport = UInt8(exactly: words[0]).flatMap(ConnectionEvent.Transport.init),
            let local = Self.endpoint(words[1...3]), let remote = Self.endpoint(words[4...6]), let far = Self.endpoint(words[7...9])
        else { return nil }
        self.init(transport: transport, local: local, remote: remote, far: far)
    }

    private static func endpoint(_ words: ArraySlice<UInt64>) -> Endpoint? {
        let first = words.startIndex
        guard let port = UInt16(exactly: words[first + 2]) else { return nil }
        return Endpoint(address: IPAddress(high: words[first], low: words[first + 1]), port: port)
    }
}
