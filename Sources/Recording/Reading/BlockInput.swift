/// The blocks of a capture one after another, through a window that moves over the stream and grows only for a block larger than
/// it. One thread.
final class BlockInput {
    private let bytes: ByteInput
    private var window = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    private var start = 0
    private var end = 0
    /// Of the next block, in the unpacked stream.
    private(set) var offset: UInt64 = 0

    init(path: String) throws(ScapError) { bytes = try ByteInput(path: path) }

    deinit { window.deallocate() }

    /// The next block, framed: kind, and what is between its two lengths, padding included. `nil` at the end of the stream. Valid until
    /// the next call.
    @inline(__always)
    func next() throws(ScapError) -> (kind: UInt32, body: UnsafeRawBufferPointer)? {
        if end - start < 8, try !fill(8) { return nil }
        let kind = window.loadUnaligned(fromByteOffset: start, as: UInt32.self)
        let total = Int(window.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
        if total > end - start || total < ScapBlock.frame || total & 3 != 0 { try secure(kind, total) }
        guard window.loadUnaligned(fromByteOffset: start + total - 4, as: UInt32.self) == UInt32(total) else {
            throw damaged("its two lengths differ")
        }
        let body = UnsafeRawBufferPointer(rebasing: window[(start + 8)..<(start + total - 4)])
        start += total
        offset += UInt64(total)
        return (kind, body)
    }

    /// A block that is not wholly in the window, or not plausible.
    private func secure(_ kind: UInt32, _ total: Int) throws(ScapError) {
        if kind == ScapBlock.section { try checkOrder() }
        if offset == 0, kind != ScapBlock.section { throw ScapError(offset: 0, problem: .notACapture) }
        guard total >= ScapBlock.frame, total & 3 == 0, total <= ScapBlock.largest else {
            throw damaged("a length of \(total) bytes")
        }
        guard try fill(total) else { throw ScapError(offset: offset, problem: .truncated) }
    }

    /// The kind of a section reads the same in both byte orders, its length does not.
    private func checkOrder() throws(ScapError) {
        guard try fill(12) else { throw ScapError(offset: offset, problem: .truncated) }
        let magic = window.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self)
        if magic == ScapBlock.magic.byteSwapped { throw ScapError(offset: offset, problem: .byteSwapped) }
    }

    private func damaged(_ what: String) -> ScapError { ScapError(offset: offset, problem: .damaged(what)) }

    /// Makes so many bytes stand in the window. False at a clean end: not one byte is left.
    private func fill(_ wanted: Int) throws(ScapError) -> Bool {
        if window.count - start < wanted { makeRoom(wanted) }
        while end - start < wanted {
            let room = UnsafeMutableRawBufferPointer(rebasing: window[end...])
            let got = try bytes.read(into: room, offset: offset + UInt64(end - start))
            if got == 0 {
                if end == start { return false }
                throw ScapError(offset: offset, problem: .truncated)
            }
            end += got
        }
        return true
    }

    private func makeRoom(_ wanted: Int) {
        let left = UnsafeRawBufferPointer(rebasing: window[start..<end])
        if wanted > window.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(wanted, window.count * 2), alignment: 64)
            larger.copyMemory(from: left)
            window.deallocate()
            window = larger
        } else {
            window.copyMemory(from: left) // memmove: they may overlap
        }
        end -= start
        start = 0
    }
}
