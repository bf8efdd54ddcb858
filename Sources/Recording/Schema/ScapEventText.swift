import Events

// Values of several parts, as text.
extension ScapAddress {
    /// `10.0.0.1:80`, `[::1]:80`, `/run/a.sock`.
    public var text: String {
        switch self {
        case .internet(let endpoint): endpoint.text
        case .unix(let path): String(decoding: path, as: UTF8.self)
        }
    }
}

extension ScapTuple {
    /// `10.0.0.1:4000->10.0.0.2:80`; of unix the sockets' places in memory, and the path: `ffff88003c1a->0 /run/a.sock`.
    public var text: String {
        guard family == ScapFamily.unix else { return source.text + "->" + destination.text }
        let sockets = String(sourceAddress, radix: 16) + "->" + String(destinationAddress, radix: 16)
        return path.isEmpty ? sockets : sockets + " " + String(decoding: path, as: UTF8.self)
    }
}

extension Endpoint {
    fileprivate var text: String { address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)" }
}

extension ScapParameterKind {
    /// A list of descriptors with what was waited for, or had happened: `3:IN|ERR 5:OUT`.
    static func polled(_ cursor: inout ScapCursor) -> ScapValue {
        let count = Int(cursor.number(UInt16.self))
        var texts: [String] = []
        while texts.count < count, !cursor.isShort {
            let descriptor = cursor.number(Int64.self)
            texts.append("\(descriptor):" + pollText(cursor.number()))
        }
        return .list(texts)
    }

    private static func pollText(_ flags: UInt16) -> String {
        let names = pollFlags.filter { flags & $0.bit != 0 }
        let rest = names.reduce(flags) { $0 & ~$1.bit }
        let others = rest == 0 && !names.isEmpty ? [] : ["0x" + String(rest, radix: 16)]
        return (names.map(\.name) + others).joined(separator: "|")
    }

    /// PPM_POLL*: not the kernel's numbers.
    private static let pollFlags: [(bit: UInt16, name: String)] = [
        (1, "IN"), (2, "PRI"), (4, "OUT"), (8, "RDHUP"), (16, "ERR"), (32, "HUP"), (64, "NVAL"),
    ]
}
