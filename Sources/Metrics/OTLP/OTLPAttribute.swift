import Protobuf

/// A key and its value, as data points, spans and resources have them.
struct OTLPAttribute: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case text(String)
        case integer(Int64)
        case boolean(Bool)
    }

    var key: String
    var value: Value

    init(_ key: String, _ text: String) { (self.key, value) = (key, .text(text)) }
    init(_ key: String, _ number: Int64) { (self.key, value) = (key, .integer(number)) }
    init(_ key: String, _ truth: Bool) { (self.key, value) = (key, .boolean(truth)) }

    /// A label of the text formats. Where OpenTelemetry's conventions have a name for what it says, it is that; else the label's own:
    /// `client` and `server` are what the service graphs of the collector call them.
    static func of(label name: String, _ value: String) -> [OTLPAttribute] {
        switch name {
        case "port": return [Int64(value).map { OTLPAttribute("server.port", $0) } ?? OTLPAttribute("server.port", value)]
        case "protocol": return ofProtocol(value)
        default: return [OTLPAttribute(conventional[name] ?? name, value)]
        }
    }

    static func ofProtocol(_ name: String) -> [OTLPAttribute] {
        name == "http2"
            ? [OTLPAttribute("network.protocol.name", "http"), OTLPAttribute("network.protocol.version", "2")]
            : [OTLPAttribute("network.protocol.name", name)]
    }

    private static let conventional = [
        "transport": "network.transport",
        "address": "network.local.address",
        "host": "host.name",
        "app": "service.name",
        "container": "container.name",
        "container_id": "container.id",
        "image": "container.image.name",
        "runtime": "container.runtime",
        "pod": "k8s.pod.name",
        "pod_uid": "k8s.pod.uid",
        "namespace": "k8s.namespace.name",
        "process": "process.executable.name",
    ]
}

extension ProtobufWriter {
    /// `KeyValue { key = 1, value = 2: AnyValue { string = 1, bool = 2, int = 3 } }`.
    mutating func attributes(_ field: Int, _ attributes: [OTLPAttribute]) {
        for attribute in attributes {
            message(field) {
                $0.string(1, attribute.key)
                $0.message(2) {
                    switch attribute.value {
                    case .text(let text): $0.string(always: 1, text)
                    case .boolean(let truth): $0.integer(always: 2, truth ? 1 : 0)
                    case .integer(let number): $0.integer(always: 3, UInt64(bitPattern: number))
                    }
                }
            }
        }
    }
}
