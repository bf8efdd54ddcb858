/// Bytes that grow, and keep their memory when they are emptied: after the first rounds nothing is allocated any more.
///
/// One thread. What `bytes` shows is valid until the next change.
final class ScapBytes {
    private var memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(capacity: Int = 1 << 16) {
        memory = .allocate(byteCount: max(capacity, 64), alignment: 8)
    }

    deinit { memory.deallocate() }

    var isEmpty: Bool { count == 0 }
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<count]) }

    /// Forgets all from an offset on.
    func removeAll(from offset: Int = 0) { count = min(count, offset) }

    @inline(__always)
    private func reserve(_ more: Int) {
        if memory.count - count < more { grow(more) }
    }

    private func grow(_ more: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(memory.count * 2, count + more), alignment: 8)
        larger.copyMemory(from: bytes)
        memory.deallocate()
        memory = larger
    }

    /// Little-endian, as all of a capture.
    @inline(__always)
    func append<Integer: FixedWidthInteger>(_ value: Integer) {
        reserve(MemoryLayout<Integer>.size)
        memory.storeBytes(of: value.littleEndian, toByteOffset: count, as: Integer.self)
        count += MemoryLayout<Integer>.size
    }

    func append(_ source: UnsafeRawBufferPointer) {
        guard !source.isEmpty else { return }
        reserve(source.count)
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: source)
        count += source.count
    }

    func append(zeros: Int) {
        reserve(zeros)
        for offset in count..<(count + zeros) { memory[offset] = 0 }
        count += zeros
    }

    /// Over what is there already.
    @inline(__always)
    func set<Integer: FixedWidthInteger>(_ value: Integer, at offset: Int) {
        memory.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Integer.self)
    }
}

extension ScapBytes {
    /// As much of a text's UTF-8 as fits. Returns how many bytes.
    @discardableResult
    func append(_ text: String, limit: Int) -> Int {
        var text = text
        return text.withUTF8 { utf8 in
            let length = min(utf8.count, limit)
            append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(utf8)[..<length]))
            return length
        }
    }

    /// Each with a NUL behind it; what does not fit whole is left out.
    func append(list: [String], limit: Int) {
        let end = count + limit
        for text in list where count + text.utf8.count < end {
            append(text, limit: limit)
            append(UInt8(0))
        }
    }

    /// A list's string: its length in two bytes, no NUL.
    func append(counted text: String, limit: Int) {
        append(UInt16(0))
        let start = count
        append(text, limit: min(limit, Int(UInt16.max)))
        set(UInt16(truncatingIfNeeded: count - start), at: start - 2)
    }

    func append(counted list: [String], limit: Int) {
        append(UInt16(0))
        let start = count
        append(list: list, limit: min(limit, Int(UInt16.max)))
        set(UInt16(truncatingIfNeeded: count - start), at: start - 2)
    }
}
