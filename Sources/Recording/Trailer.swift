/// What weir needs for an equal replay and the format has no place for: bytes behind an event inside its block, which readers of the
/// format pass over. A mark, the length of what follows, then entries, each with kind, length and bytes.
enum Trailer {
    static let mark: UInt32 = 0x5249_4557 // "WEIR"

    enum Kind: UInt32, CaseIterable {
        /// A record of the kernel programs (bpf/wire/events.h) other than of a call, which is the event itself.
        case record = 1
        /// What an engine said of a container: ContainerUpdate, as JSON.
        case container = 2
        /// Counters of the capture so far: TrailerCounters.
        case counters = 3
        /// All until this moment is here, 8 bytes of monotonic nanoseconds: the flows may be settled.
        case settled = 4
        /// When the call of this event began, 8 bytes of monotonic nanoseconds: the time in its enter half may have been moved.
        case entered = 5
        /// What somebody said of a task or an address: NameUpdate, as JSON.
        case name = 6
        /// Whom a connection truly leads to: TranslatedConnection.
        case translated = 7
        /// Records of one processor that never came, those of calls included: RecordGap. The numbers of the records that are here tell nothing
        /// of that, since calls have numbers too.
        case gap = 8
    }
}
