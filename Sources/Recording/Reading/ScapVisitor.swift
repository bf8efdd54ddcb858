/// Who takes what a `ScapReader` finds, in the order of the file. Views are valid during the call.
public protocol ScapVisitor {
    /// A section begins: a capture of its own, nothing of one before holds any more.
    mutating func section()
    /// Written by weir: what only weir's own captures have.
    mutating func weir(_ origin: CaptureOrigin)
    mutating func machine(_ machine: ScapMachine)
    mutating func interface(_ interface: ScapInterface)
    mutating func account(_ account: ScapAccount)
    mutating func thread(_ thread: ScapThreadEntry)
    /// `thread`: whose table it is in.
    mutating func descriptor(_ descriptor: ScapDescriptorEntry, of thread: UInt64)
    /// False: enough.
    mutating func event(_ event: ScapEvent) -> Bool
}

extension ScapVisitor {
    public mutating func section() {}
    public mutating func weir(_ origin: CaptureOrigin) {}
    public mutating func machine(_ machine: ScapMachine) {}
    public mutating func interface(_ interface: ScapInterface) {}
    public mutating func account(_ account: ScapAccount) {}
    public mutating func thread(_ thread: ScapThreadEntry) {}
    public mutating func descriptor(_ descriptor: ScapDescriptorEntry, of thread: UInt64) {}
}

/// What a reader came across.
public struct ScapCounts: Equatable, Sendable {
    public var sections = 0
    public var blocks: UInt64 = 0
    public var events: UInt64 = 0
    /// Blocks of a kind that nobody knows here: passed over.
    public var unknownBlocks: UInt64 = 0
    /// Events that do not hold what their lengths say, and entries of lists: passed over.
    public var malformed: UInt64 = 0
    /// Of the unpacked stream.
    public var bytes: UInt64 = 0
    public init() {}
}
