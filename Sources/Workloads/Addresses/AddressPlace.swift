import Events

/// Where somebody may be met: a port of an address, or all of it.
struct AddressPlace: Hashable, Sendable {
    var address: IPAddress
    /// 0: the whole address.
    var port: UInt16

    /// nil for what is a different place on every host, or none: loopback and unspecified addresses.
    init?(_ text: String, port: UInt16 = 0) {
        guard let address = IPAddress(text: text), !address.isLoopback, !address.isUnspecified else { return nil }
        self.init(address, port: port)
    }

    init(_ address: IPAddress, port: UInt16 = 0) {
        self.address = address
        self.port = port
    }

    /// A port of every address that this host has.
    static func anywhereHere(port: UInt16) -> Self { Self(IPAddress(high: 0, low: 0), port: port) }
}

/// Which transports are meant.
struct AddressTransports: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let tcp = Self(rawValue: 1)
    static let udp = Self(rawValue: 2)
    static let both: Self = [.tcp, .udp]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `tcp`, `udp`, Marathon's `udp,tcp`; absent is both, others none.
    init(named name: String?) {
        guard let name = name?.lowercased() else {
            self = .both
            return
        }
        let parts = name.split(separator: ",")
        self = []
        if parts.contains("tcp") { insert(.tcp) }
        if parts.contains("udp") { insert(.udp) }
    }

    init(_ transport: ConnectionEvent.Transport) {
        switch transport {
        case .tcp: self = .tcp
        case .udp: self = .udp
        case .unix: self = []
        }
    }
}
