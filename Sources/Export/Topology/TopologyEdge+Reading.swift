import Events
import JSON
import Traffic

extension TopologyEdge {
    static func read(_ reader: inout JSONReader) throws(JSONFault) -> TopologyEdge {
        let place = try reader.place()
        var (client, server): (String?, String?)
        var transport: ConnectionEvent.Transport?
        var edge = TopologyEdge(key: Key(client: "", server: "", transport: .tcp, port: 0), observed: [])
        var members = try reader.beginObject("an edge is an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "client": client = try reader.id("an edge's client is an id")
            case "server": server = try reader.id("an edge's server is an id")
            case "transport": transport = try readTransport(&reader)
            case "port": edge.key.port = try reader.number("a port is a number below 65536")
            case "path": edge.key.path = try reader.someText("a path is a text")
            case "protocol": edge.protocolName = try reader.someText("a protocol is a text")
            case "guessed": edge.isGuessed = try reader.truth("guessed is true or false")
            case "partial": edge.isPartial = try reader.truth("partial is true or false")
            case "stale": edge.isStale = try reader.truth("stale is true or false")
            case "wire": try edge.readWire(&reader)
            default: if try !edge.times.read(key, &reader) { try edge.readCounter(key, &reader) }
            }
        }
        guard let client, let server, let transport else { throw .unexpected("an edge without client, server or transport", at: place) }
        (edge.key.client, edge.key.server, edge.key.transport) = (client, server, transport)
        return edge
    }

    private static func readTransport(_ reader: inout JSONReader) throws(JSONFault) -> ConnectionEvent.Transport {
        let place = try reader.place()
        switch try reader.text("a transport is a text") {
        case "tcp": return .tcp
        case "udp": return .udp
        case "unix": return .unix
        default: throw .unexpected("no such transport", at: place)
        }
    }

    private mutating func readCounter(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
        switch key {
        case "requests": counters.requests = try reader.number("requests are a number")
        case "errors": counters.errors = try reader.number("errors are a number")
        case "unanswered": counters.unanswered = try reader.number("unanswered requests are a number")
        case "retransmits": counters.retransmits = try reader.number("retransmits are a number")
        case "resets": counters.resets = try reader.number("resets are a number")
        case "bytes":
            var members = try reader.beginObject("bytes are an object")
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "sent": counters.sent = try reader.number("bytes sent are a number")
                case "received": counters.received = try reader.number("bytes received are a number")
                default: break
                }
            }
        case "connections": try readConnections(&reader)
        default: break
        }
    }

    private mutating func readConnections(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.beginObject("connections are an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "opened": counters.opened = try reader.number("connections are a number")
            case "closed": counters.closed = try reader.number("connections are a number")
            case "failed": counters.failed = try reader.number("connections are a number")
            case "active": active = try reader.number("connections are a number")
            default: break
            }
        }
    }
}
