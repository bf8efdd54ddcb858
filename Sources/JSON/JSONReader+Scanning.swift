// Strings and numbers as they lie there.
extension JSONReader {
    /// At a quote: the string, and past it. Its escapes are checked.
    @inlinable
    package mutating func takeText() throws(JSONFault) -> JSONString {
        position += 1
        let first = position
        var hasEscapes = false
        while position < count {
            let byte = start[position]
            if byte == UInt8(ascii: "\"") {
                defer { position += 1 }
                return JSONString(start: start + first, count: position - first, hasEscapes: hasEscapes)
            }
            position += 1
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try takeEscape()
            }
        }
        throw fault(.ends)
    }

    @usableFromInline
    mutating func takeEscape() throws(JSONFault) {
        guard position < count else { throw fault(.ends) }
        switch start[position] {
        case UInt8(ascii: "u"):
            for place in position + 1...position + 4 {
                guard place < count else { throw .malformed(offset: count, .ends) }
                guard start[place].hexadecimal != nil else { throw fault(.escape) }
            }
            position += 5
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        default: throw fault(.escape)
        }
    }

    /// At the first byte of a number: what is written, and whether it is nothing but a sign and digits.
    package mutating func takeNumber() throws(JSONFault) -> (text: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
        let first = position
        if start[position] == UInt8(ascii: "-") { position += 1 }
        guard try takeDigits(orElse: position == first ? .value : .number) else { throw fault(.ends) }
        var isWhole = true
        if position < count, start[position] == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            guard try takeDigits(orElse: .number) else { throw fault(.ends) }
        }
        if position < count, start[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if position < count, start[position] == UInt8(ascii: "+") || start[position] == UInt8(ascii: "-") { position += 1 }
            guard try takeDigits(orElse: .number) else { throw fault(.ends) }
        }
        return (UnsafeBufferPointer(start: start + first, count: position - first), isWhole)
    }

    /// At least one; false when the document ends before.
    private mutating func takeDigits(orElse reason: JSONFault.Reason) throws(JSONFault) -> Bool {
        guard position < count else { return false }
        guard start[position].isDigit else { throw fault(reason) }
        while position < count, start[position].isDigit { position += 1 }
        return true
    }
}
