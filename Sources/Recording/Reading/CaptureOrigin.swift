/// What weir says of a capture that it wrote, in a block that other readers pass over: lines of a key, a blank and a value.
public struct CaptureOrigin: Equatable, Sendable {
    /// Of the format of these lines and of the trailers.
    public var version = 0
    /// Of the records inside the trailers.
    public var wire = 0
    /// CLOCK_REALTIME minus CLOCK_MONOTONIC as it began, nanoseconds: event times are the former, records hold the latter.
    public var clockOffset: Int64 = 0
    /// The same in all files of one run: when it began.
    public var run: String?
    public var backend: String?
    public var host: String?
    public var kernel: String?
    public var filters: [String] = []

    /// What this program writes and understands.
    public static let currentVersion = 1
    public static let currentWire = 1

    public init() {}

    /// Lines that nobody knows are passed over, so are values that are none.
    init(_ body: UnsafeRawBufferPointer) {
        for line in body.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
            guard fields.count == 2 else { continue }
            let value = String(decoding: fields[1], as: UTF8.self)
            switch String(decoding: fields[0], as: UTF8.self) {
            case "weir": version = Int(value) ?? 0
            case "wire": wire = Int(value) ?? 0
            case "clock-offset": clockOffset = Int64(value) ?? 0
            case "run": run = value
            case "backend": backend = value
            case "host": host = value
            case "kernel": kernel = value
            case "filter": filters.append(value)
            default: break
            }
        }
    }

    /// The trailers can be read.
    public var isUnderstood: Bool { version == Self.currentVersion && wire == Self.currentWire }
}
