extension ScapEvent {
    private static let headerV1 = 22
    private static let headerV2 = 26

    /// The event of a block. `nil` when its lengths do not fit into it.
    @inline(__always)
    init?(_ body: UnsafeRawBufferPointer, isV1: Bool, hasFlags: Bool) {
        let start = hasFlags ? 6 : 2
        let header = isV1 ? Self.headerV1 : Self.headerV2
        guard body.count >= start + header else { return nil }
        processor = body.loadUnaligned(as: UInt16.self)
        flags = hasFlags ? body.loadUnaligned(fromByteOffset: 2, as: UInt32.self) : 0
        time = body.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        thread = body.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
        let length = Int(body.loadUnaligned(fromByteOffset: start + 16, as: UInt32.self))
        type = body.loadUnaligned(fromByteOffset: start + 20, as: UInt16.self)
        isLarge = Self.isLarge(type)
        guard length >= header, start + length <= body.count else { return nil }
        let width = isLarge ? 4 : 2
        let event = UnsafeRawBufferPointer(rebasing: body[start..<(start + length)])
        if isV1 {
            // Two types say three bytes more than they have.
            let real = type == 280 || type == 286 ? length - 3 : length
            guard let found = Self.countV1(event, type, header: header, length: real) else { return nil }
            count = found
        } else {
            count = Int(event.loadUnaligned(fromByteOffset: 22, as: UInt32.self))
            guard count <= (length - header) / width else { return nil }
        }
        let first = header + count * width
        lengths = UnsafeRawBufferPointer(rebasing: event[header..<first])
        values = UnsafeRawBufferPointer(rebasing: event[first...])
        trailer = UnsafeRawBufferPointer(rebasing: body[(start + length)...])
    }

    /// Its values fill no more than it has. To be asked before the first of them is read; most events are not looked into.
    @inline(__always)
    public var isSound: Bool {
        var sum = 0
        for index in 0..<count { sum &+= length(index) } // each below 2^32, at most 2^27 of them
        return sum <= values.count
    }

    /// Lengths of these are 32 bits wide: of plugins, containers and asynchronous events.
    @inline(__always)
    static func isLarge(_ type: UInt16) -> Bool { type >= 322 && (type == 322 || type == 324 || type == 402) }

    /// Without a count on disk: the largest whose lengths and values fill the event exactly.
    private static func countV1(_ event: UnsafeRawBufferPointer, _ type: UInt16, header: Int, length: Int) -> Int? {
        var count = ScapSchema.parameterCount(type)
        while count >= 0 {
            let first = header + 2 * count
            if first <= length {
                var sum = first
                for index in 0..<count { sum += Int(event.loadUnaligned(fromByteOffset: header + 2 * index, as: UInt16.self)) }
                if sum == length { return count }
            }
            count -= 1
        }
        return nil
    }
}
