extension IPAddress {
    /// From text as people and programs write it: four decimal numbers (leading zeros refused: some take them for octal), or IPv6 in any
    /// form of RFC 4291, 2.2, a mapped IPv4 address being that address. nil for anything else: names, ports, prefix lengths and zones
    /// (`%eth0`: an address that means something on one link only).
    public init?(text: String) {
        guard text.utf8.count <= 45 else { return nil } // the longest: six groups and an IPv4 address
        var reader = AddressReader(Array(text.utf8))
        let address = text.utf8.contains(UInt8(ascii: ":")) ? reader.ipv6() : reader.ipv4().map { IPAddress(ipv4: $0) }
        guard let address, reader.isAtEnd else { return nil }
        self = address
    }

    /// From the address in host order.
    public init(ipv4 word: UInt32) { self.init(high: 0, low: 0xffff_0000_0000 | UInt64(word)) }
}

/// Reads the parts of an address from the front.
private struct AddressReader {
    private let text: [UInt8]
    private var place = 0

    init(_ text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { place == text.count }

    mutating func ipv4() -> UInt32? {
        var word: UInt32 = 0
        for index in 0..<4 {
            guard index == 0 || take("."), let number = decimal() else { return nil }
            word = word << 8 | number
        }
        return word
    }

    mutating func ipv6() -> IPAddress? {
        var groups: [UInt16] = []
        var gap: Int?
        if take(":") {
            guard take(":") else { return nil }
            gap = 0
        }
        while !isAtEnd {
            guard groups.count < 8, group(&groups) else { return nil }
            if isAtEnd { break }
            guard take(":") else { return nil }
            if take(":") {
                guard gap == nil else { return nil }
                gap = groups.count
            } else if isAtEnd {
                return nil
            }
        }
        return Self.address(groups, gap: gap)
    }

    /// A gap stands for at least one group.
    private static func address(_ groups: [UInt16], gap: Int?) -> IPAddress? {
        var all = groups
        if let gap {
            guard groups.count < 8 else { return nil }
            all.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
        }
        guard all.count == 8 else { return nil }
        let words = [all[..<4], all[4...]].map { $0.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
        return IPAddress(high: words[0], low: words[1])
    }

    /// One to four hexadecimal digits, or at the end an IPv4 address, which is two groups.
    private mutating func group(_ groups: inout [UInt16]) -> Bool {
        let start = place
        var value: UInt32 = 0
        while place < text.count, place - start < 4, let digit = Self.hexadecimal(text[place]) {
            value = value << 4 | digit
            place += 1
        }
        guard place > start else { return false }
        guard place < text.count, text[place] == UInt8(ascii: ".") else {
            groups.append(UInt16(value))
            return true
        }
        place = start
        guard groups.count <= 6, let word = ipv4(), isAtEnd else { return false }
        groups += [UInt16(word >> 16), UInt16(truncatingIfNeeded: word)]
        return true
    }

    private mutating func decimal() -> UInt32? {
        let start = place
        var value: UInt32 = 0
        while place < text.count, place - start < 3, case let digit = text[place] &- UInt8(ascii: "0"), digit <= 9 {
            value = value * 10 + UInt32(digit)
            place += 1
        }
        let hasLeadingZero = place - start > 1 && text[start] == UInt8(ascii: "0")
        return place > start && value <= 255 && !hasLeadingZero ? value : nil
    }

    private static func hexadecimal(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(character - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(character - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }
}
