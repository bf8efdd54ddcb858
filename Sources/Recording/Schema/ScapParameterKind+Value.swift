extension ScapParameterKind {
    /// The value of a parameter of this kind. What has not the length that it should have is told as bytes.
    ///
    /// - Parameter isResult: what the call gave back, so that a descriptor below zero is an error.
    func value(_ bytes: UnsafeRawBufferPointer, isResult: Bool) -> ScapValue {
        var cursor = ScapCursor(bytes)
        let value = read(&cursor, isResult)
        guard let value, !cursor.isShort, cursor.remaining == 0 else { return .bytes(Array(bytes)) }
        return value
    }

    /// `nil`, and bytes left over: it is not as it should be.
    private func read(_ cursor: inout ScapCursor, _ isResult: Bool) -> ScapValue? {
        switch self {
        case .i16: .number(Int64(cursor.number(Int16.self)))
        case .i32, .fd32, .pid32: .number(Int64(cursor.number(Int32.self)))
        case .i64, .pid: .number(cursor.number())
        case .u8: .unsigned(UInt64(cursor.number(UInt8.self)))
        case .u16: .unsigned(UInt64(cursor.number(UInt16.self)))
        case .u32: .unsigned(UInt64(cursor.number(UInt32.self)))
        case .u64: .unsigned(cursor.number())
        case .flags8: .bits(UInt64(cursor.number(UInt8.self)))
        case .flags16: .bits(UInt64(cursor.number(UInt16.self)))
        case .flags32: .bits(UInt64(cursor.number(UInt32.self)))
        case .hex: .bits(cursor.number())
        case .errno: Self.result(cursor.number())
        case .fd: Self.descriptor(cursor.number(), isResult)
        case .uid: Self.account(cursor.number())
        case .mode: Self.permissions(cursor.number())
        case .duration: .duration(cursor.number())
        case .time: .time(cursor.number())
        case .str: .text(String(decoding: ScapText.untilNul(cursor.rest()), as: UTF8.self))
        case .strings: .list(ScapText.list(cursor.rest()))
        case .bytes: .bytes(Array(cursor.rest()))
        case .ipv4: .text(cursor.ipv4().description)
        case .ipv6: .text(cursor.ipv6().description)
        case .address: ScapAddress(cursor.rest()).map { .text($0.text) }
        case .tuple: ScapTuple(cursor.rest()).map { .text($0.text) }
        case .fdlist: Self.polled(&cursor)
        case .option: Self.option(&cursor)
        case .dyn: Self.dynamic(&cursor)
        }
    }

    private static func result(_ number: Int64) -> ScapValue {
        guard number < 0, number > Int64.min, let name = ErrorNames[-number] else { return .number(number) }
        return .named(number, name)
    }

    private static func descriptor(_ number: Int64, _ isResult: Bool) -> ScapValue {
        let currentDirectory: Int64 = -100
        if isResult { return result(number) }
        return number == currentDirectory ? .named(number, "AT_FDCWD") : .number(number)
    }

    private static func account(_ id: UInt32) -> ScapValue { id == .max ? .number(-1) : .number(Int64(id)) }

    private static func permissions(_ mode: UInt32) -> ScapValue {
        .named(Int64(mode), (mode == 0 ? "" : "0") + String(mode, radix: 8))
    }

    /// PPM_SOCKOPT_IDX_*.
    private static func option(_ cursor: inout ScapCursor) -> ScapValue? {
        switch cursor.number(UInt8.self) {
        case 0: .bytes(Array(cursor.rest()))
        case 1: result(cursor.number())
        case 2: .unsigned(UInt64(cursor.number(UInt32.self)))
        case 3: .unsigned(cursor.number())
        case 4: .duration(cursor.number())
        default: nil
        }
    }

    /// What the form stands for differs from call to call: a number of eight bytes is told as one.
    private static func dynamic(_ cursor: inout ScapCursor) -> ScapValue? {
        _ = cursor.number(UInt8.self)
        if cursor.remaining == 8 { return .number(cursor.number()) }
        return .bytes(Array(cursor.rest()))
    }
}
