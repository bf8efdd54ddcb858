// Objects and lists. Whoever begins one reads on until its end comes; values that are not read are passed over.
extension JSONReader {
    /// Where the reader is in an object.
    @usableFromInline
    package struct Members {
        /// It was one: if not, it was passed over and seems empty.
        @usableFromInline package let isObject: Bool
        @usableFromInline var isOpen: Bool
        @usableFromInline var valueStart = -1

        @inlinable
        init(isObject: Bool) { (self.isObject, isOpen) = (isObject, isObject) }
    }

    /// Where the reader is in a list.
    @usableFromInline
    package struct Elements {
        @usableFromInline package let isList: Bool
        @usableFromInline var isOpen: Bool
        @usableFromInline var valueStart = -1

        @inlinable
        init(isList: Bool) { (self.isList, isOpen) = (isList, isList) }
    }

    @inlinable
    package mutating func object() throws(JSONFault) -> Members {
        Members(isObject: try begins("{"))
    }

    @inlinable
    package mutating func array() throws(JSONFault) -> Elements {
        Elements(isList: try begins("["))
    }

    /// The next key; what is read next is its value. nil at the end.
    @inlinable
    package mutating func nextKey(of members: inout Members) throws(JSONFault) -> JSONString? {
        guard members.isOpen, try advance(to: "}", &members.valueStart) else {
            members.isOpen = false
            return nil
        }
        guard try isNext("\"") else { throw fault(.key) }
        let key = try takeText()
        guard try isNext(":") else { throw fault(.colon) }
        position += 1
        _ = try next()
        members.valueStart = position
        return key
    }

    /// Whether there is one more element; what is read next is that.
    @inlinable
    package mutating func nextElement(of elements: inout Elements) throws(JSONFault) -> Bool {
        guard elements.isOpen, try advance(to: "]", &elements.valueStart) else {
            elements.isOpen = false
            return false
        }
        _ = try next()
        elements.valueStart = position
        return true
    }

    @inlinable
    mutating func begins(_ bracket: Unicode.Scalar) throws(JSONFault) -> Bool {
        guard try isNext(bracket) else {
            try skip()
            return false
        }
        guard depth < Self.mostDepth else { throw fault(.depth) }
        depth += 1
        position += 1
        return true
    }

    /// Past the value before, if nobody has read it, and past the comma. False past the end of the object or list.
    @inlinable
    mutating func advance(to end: Unicode.Scalar, _ valueStart: inout Int) throws(JSONFault) -> Bool {
        let isFirst = valueStart < 0
        if !isFirst, position == valueStart { try skip() }
        let byte = try next()
        if byte == UInt8(ascii: end) {
            position += 1
            depth -= 1
            return false
        }
        if isFirst { return true }
        guard byte == UInt8(ascii: ",") else { throw fault(.comma) }
        position += 1
        return true
    }
}
