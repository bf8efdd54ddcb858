public import Events

/// What to capture and with how much memory.
public struct CaptureOptions: Sendable {
    /// Bytes taken of each message's beginning, 0 to 512. 0 turns protocol names off.
    public var payload = 256
    /// Only the cgroups that the capture is told, and all below them, also those made later.
    public var filtersCgroups = false
    /// Only these processes. `nil` is everything.
    public var processes: [ProcessID]?

    public init() {}

    /// One ring a processor up to 16, then shared: the lock of a ring is what many processors would queue for.
    static func ringCount(processors: Int) -> Int { max(1, min(processors, 16)) }

    /// Of each ring: some 30,000 records, a quarter of a second of a busy processor, while there are few; 32 MB in all at most.
    static func ringBytes(processors: Int) -> Int {
        var bytes = 8 << 20
        while bytes > 2 << 20, bytes * ringCount(processors: processors) > 32 << 20 { bytes /= 2 }
        return bytes
    }
}

/// Why a capture could not be, with the facts; the sentence for the user is made from it.
public enum CaptureError: Error, Sendable, Equatable {
    /// The kernel lacks something that this backend cannot do without: the names of what is missing.
    case unsupported([String])
    /// The programs could not be loaded or attached: what failed, errno, and what libbpf said.
    case failed(step: String, errno: Int32, detail: String)
    /// This kernel's verifier does not accept a program that others do: what libbpf said.
    case rejected(detail: String)
    /// More cgroups or processes than the kernel's filter holds.
    case filterFull(limit: Int)
}
