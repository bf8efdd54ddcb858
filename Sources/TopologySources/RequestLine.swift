import JSON

/// A `request` line of a node's stream, as far as people read it.
public struct RequestLine: Hashable, Sendable {
    /// `09:00:01.204518`, as far as it is one.
    public var clock = ""
    public var client = ""
    public var server = ""
    /// 0 where there is none.
    public var port: UInt16 = 0
    public var protocolName: String?
    public var method: String?
    public var path: String?
    public var status: UInt64?
    public var isError = false
    /// Nanoseconds.
    public var requestTime: UInt64?
    public var firstByteTime: UInt64?
    public var queueTime: UInt64?
    public var sent: UInt64 = 0
    public var received: UInt64 = 0

    private static let mostText = 512

    /// nil for anything else.
    init?(json bytes: UnsafeRawBufferPointer) {
        do throws(JSONFault) {
            var isRequest = false
            self = try JSONReader.read(bytes) { (reader) throws(JSONFault) in
                var line = RequestLine()
                var members = try reader.object()
                while let key = try reader.nextKey(of: &members) {
                    if case "type" = key { isRequest = try reader.string() == "request" } else { try line.take(key, &reader) }
                }
                return line
            }
            guard isRequest else { return nil }
        } catch {
            return nil
        }
    }

    private init() {}

    private mutating func take(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
        switch key {
        case "time": clock = try reader.string(limit: 64).map(Self.clock) ?? ""
        case "client": client = try Self.end(&reader).name
        case "server": (server, port) = try Self.end(&reader)
        case "protocol": protocolName = try reader.string(limit: Self.mostText)
        case "method": method = try reader.string(limit: Self.mostText)
        case "path": path = try reader.string(limit: Self.mostText)
        case "status": status = try reader.unsigned()
        case "error": isError = try reader.bool() ?? false
        case "request_time": requestTime = try Self.time(&reader)
        case "first_byte_time": firstByteTime = try Self.time(&reader)
        case "queue_time": queueTime = try Self.time(&reader)
        case "bytes":
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "sent": sent = try reader.unsigned() ?? 0
                case "received": received = try reader.unsigned() ?? 0
                default: break
                }
            }
        default: break
        }
    }

    private static func end(_ reader: inout JSONReader) throws(JSONFault) -> (name: String, port: UInt16) {
        var (workload, address, port): (String?, String?, UInt16) = (nil, nil, 0)
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "workload": workload = try reader.string(limit: mostText)
            case "address": address = try reader.string(limit: mostText)
            case "port": port = UInt16(clamping: try reader.unsigned() ?? 0)
            default: break
            }
        }
        return (workload ?? address ?? "unknown", port)
    }

    private static func time(_ reader: inout JSONReader) throws(JSONFault) -> UInt64? {
        try reader.double().flatMap { $0 >= 0 && $0 < 1e9 ? UInt64($0 * 1e9) : nil }
    }

    /// Between the `T` and the microseconds.
    private static func clock(_ time: String) -> String { String(time.drop { $0 != "T" }.dropFirst().prefix(15)) }
}
