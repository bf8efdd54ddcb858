public import Events

/// What to capture and with how much memory.
public struct CaptureOptions: Sendable {
    /// `nil`: the socket backend where it loads, else the syscall backend.
    public var backend: Backend?
    /// Bytes taken of each message's beginning, 0 to 512. 0 turns protocol names off.
    public var payload = 256
    /// Each system call on a socket too, and each process and thread that begins: only the syscall backend can.
    public var tellsCalls = false
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

/// Where the kernel is listened to. Both tell the same records.
public enum Backend: String, Sendable, CaseIterable {
    /// Tracepoints of the socket layer (kernel 6.3 and newer): costs nothing where there is no socket.
    case socket
    /// Ends of system calls (5.15 and newer): costs every system call of the host a little.
    case syscall
}

/// How much the kernel tells: less is cheaper. Totals stay exact at every step.
public enum Detail: UInt32, Sendable, CaseIterable, Comparable {
    case full
    /// No beginnings of messages: no protocol names, methods, paths.
    case noPayload
    /// No record per message: requests are counted, not timed.
    case noMessages
    /// Each connection told at its end and once an interval, nothing else.
    case totals

    public static func < (left: Detail, right: Detail) -> Bool { left.rawValue < right.rawValue }
}

/// Why a capture could not be, with the facts; the sentence for the user is made from it.
public enum CaptureError: Error, Sendable, Equatable {
    /// The kernel lacks something that the backend cannot do without: the names of what is missing.
    case unsupported(Backend, [String])
    /// The programs could not be loaded or attached: what failed, errno, and what libbpf said.
    case failed(step: String, errno: Int32, detail: String)
    /// This kernel's verifier does not accept a program that others do: what libbpf said.
    case rejected(detail: String)
    /// True: another backend may do. False: nothing loads here, or it is a matter of permission.
    var isOfThisKernel: Bool {
        switch self {
        case .unsupported, .rejected: true
        case .failed, .filterFull: false
        }
    }

    /// More cgroups or processes than the kernel's filter holds.
    case filterFull(limit: Int)
}
