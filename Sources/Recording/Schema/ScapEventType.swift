/// What an event of a capture is: its name and its parameters in order.
public struct ScapEventType: Sendable {
    public struct Parameter: Equatable, Sendable {
        public var name: String
        public var kind: ScapParameterKind
    }

    public var number: UInt16
    public var name: String
    /// No half of a system call: it leaves a call of its thread open.
    public var isSingle: Bool
    /// Lengths of values have four bytes, not two.
    public var isLarge: Bool
    /// Of the newest schema. Older files have fewer: parameters were only ever added at the end.
    public var parameters: [Parameter]

    /// The end of a system call.
    public var isExit: Bool { number & 1 == 1 && !isSingle }
}

/// How a parameter's value lies in an event. The raw value is its name in the table of types.
public enum ScapParameterKind: String, CaseIterable, Sendable {
    case i16, i32, i64
    case u8, u16, u32, u64
    /// Bits, told in hexadecimal.
    case flags8, flags16, flags32
    /// Eight bytes, told in hexadecimal: capabilities, addresses in memory.
    case hex
    /// Eight bytes: a result; below zero an errno's negative.
    case errno
    /// Eight bytes: a descriptor; as a result perhaps an errno's negative; -100 is AT_FDCWD.
    case fd
    case pid
    /// The same in four bytes.
    case fd32, pid32
    /// Users and groups: four bytes, all ones is none.
    case uid
    /// Permissions, four bytes, told in octal.
    case mode
    /// Nanoseconds, eight bytes: a length, or since 1970.
    case duration, time
    /// Text with a NUL at its end, and several of them.
    case str, strings
    case bytes
    case ipv4, ipv6
    /// `ScapAddress` and `ScapTuple`.
    case address, tuple
    /// u16 count, then so many i64 descriptors each with i16 of poll's flags.
    case fdlist
    /// One byte that tells the form, then the value: that of a socket option, and any other.
    case option, dyn
}
