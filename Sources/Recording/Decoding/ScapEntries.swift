import Events

/// What the blocks before the events tell, decoded: machine, interfaces, users. Bodies are those between a block's lengths, with padding.
///
/// Lists are handed over entry by entry, and the number of malformed entries is returned. When entries carry their length, a malformed
/// one is passed over; else nothing behind it can be found, and the rest counts as one.
enum ScapEntries {
    /// `nil` when it is cut short. Without a boot time it is whole.
    static func machine(_ body: UnsafeRawBufferPointer) -> ScapMachine? {
        var cursor = ScapCursor(body)
        var machine = ScapMachine()
        machine.processors = cursor.number()
        machine.memoryBytes = cursor.number()
        machine.largestProcess = cursor.number()
        machine.hostName = String(decoding: ScapText.untilNul(cursor.take(128)), as: UTF8.self)
        if cursor.isShort { return nil }
        machine.bootTime = cursor.number()
        return machine
    }

    static func interfaces(
        _ body: UnsafeRawBufferPointer, version: Int, _ take: (ScapInterface) -> Void
    ) -> Int {
        list(body, length: version > 1 ? .behind : .none) { cursor in interface(&cursor).map(take) != nil }
    }

    static func accounts(_ body: UnsafeRawBufferPointer, version: Int, _ take: (ScapAccount) -> Void) -> Int {
        list(body, length: version > 1 ? .itself : .none) { cursor in account(&cursor).map(take) != nil }
    }

    private static func interface(_ cursor: inout ScapCursor) -> ScapInterface? {
        let kind = cursor.number(UInt16.self)
        guard (1...4).contains(kind) else { return nil }
        let isIPv4 = kind & 1 == 1
        let nameLength = Int(cursor.number(UInt16.self))
        let address = isIPv4 ? cursor.ipv4() : cursor.ipv6()
        let netmask = isIPv4 ? cursor.ipv4() : cursor.ipv6()
        let broadcast = isIPv4 ? cursor.ipv4() : cursor.ipv6()
        let speed: UInt64 = kind <= 2 ? cursor.number() : 0
        let name = String(decoding: cursor.take(nameLength), as: UTF8.self)
        if cursor.isShort { return nil }
        return ScapInterface(
            name: name, address: address, netmask: netmask, broadcast: isIPv4 ? broadcast : IPAddress(high: 0, low: 0),
            linkSpeed: speed)
    }

    private static func account(_ cursor: inout ScapCursor) -> ScapAccount? {
        let account: ScapAccount
        switch cursor.number(UInt8.self) {
        case 0:
            account = .user(
                id: cursor.number(), group: cursor.number(), name: cursor.string(), home: cursor.string(), shell: cursor.string())
        case 1: account = .group(id: cursor.number(), name: cursor.string())
        default: return nil
        }
        return cursor.isShort ? nil : account
    }
}

extension ScapEntries {
    /// Whether entries begin with their length, four bytes.
    enum Length {
        case none
        /// It counts what is behind it.
        case behind
        /// It counts itself too.
        case itself
    }

    /// Hands over a cursor for each entry: on that entry alone when its length is known. `decode` is false for a malformed one.
    ///
    /// Less than four bytes at the end are padding.
    static func list(
        _ body: UnsafeRawBufferPointer, length: Length, _ decode: (inout ScapCursor) -> Bool
    ) -> Int {
        var cursor = ScapCursor(body)
        var malformed = 0
        while cursor.remaining >= 4 {
            if length == .none {
                guard decode(&cursor) else { return malformed + 1 }
                continue
            }
            let told = Int(cursor.number(UInt32.self))
            var entry = ScapCursor(cursor.take(length == .itself ? told - 4 : told))
            if cursor.isShort { return malformed + 1 }
            if !decode(&entry) { malformed += 1 }
        }
        return malformed
    }
}
