/// Where metrics and spans are pushed to.
public struct OTLPOptions: Sendable {
    /// `http://` or `https://`, without `/v1/metrics`.
    public var url: String
    public var interval: Duration = .seconds(10)
    /// Spans for requests too.
    public var sendsSpans = false
    public var compresses = true
    /// Sent with every request, as for tokens. Never written anywhere else.
    public var headers: [OTLPHeader] = []
    /// PEM; beside those whom the system trusts.
    public var caFile: String?
    /// Of weir itself, beside `service.name` and `host.name`.
    public var resourceAttributes: [(key: String, value: String)] = []
    /// Spans that wait at most. More are dropped and counted.
    public var spanLimit = 2048

    public init(url: String) { self.url = url }
}

/// A header of which only the name is ever shown.
public struct OTLPHeader: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public let name: String
    let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    public var description: String { "\(name): •••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// A token, and what RFC 9110 lets a value have.
    var isValid: Bool {
        let marks = Set("!#$%&'*+-.^_`|~".utf8)
        let isToken: (UInt8) -> Bool = {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: marks.contains($0)
            }
        }
        return !name.isEmpty && name.utf8.allSatisfy(isToken) && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 9 }
    }
}

/// Why nothing can be pushed at all.
public enum OTLPError: Error, Hashable, Sendable, CustomStringConvertible {
    case url
    case header(name: String)
    case authorities(path: String)

    public var description: String {
        switch self {
        case .url: "the OTLP URL must be http://host:port or https://host:port, without a user, a query or a fragment"
        case .header(let name): "the OTLP header \(LabelText.safe(name)) cannot be sent: it has characters that headers must not have"
        case .authorities(let path): "cannot read certificates from the CA file \(path)"
        }
    }
}

/// What is pushed, and where below the URL.
enum OTLPSignal: String, CaseIterable, Sendable {
    case metrics, traces

    var path: String { "/v1/\(rawValue)" }
}
