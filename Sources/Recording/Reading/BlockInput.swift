/// The blocks of a capture one after another, through a window that moves over the stream and grows only for a block larger than
/// it. One thread takes them; another reads ahead.
final class BlockInput {
    private let input: ReadAhead
    private var chunk: Chunk?
    /// What follows the chunk, when that is a large block alone.
    private var rest: Chunk?
    /// The last one that was made for a large block, for the next.
    private var spare: Chunk?
    /// Of the chunk, what has not been read. Without a chunk nothing is read from here.
    private var place = UnsafeRawPointer(bitPattern: 1)!
    private var left = 0
    /// Of the next block, in the unpacked stream.
    private(set) var offset: UInt64 = 0

    /// The stream goes on, and nobody wants to wait for it.
    private(set) var isStopped = false

    init(path: String, isStopped: @escaping () -> Bool = { false }) throws(ScapError) {
        input = try ReadAhead(path: path, isStopped: isStopped)
    }

    /// The next block, framed: kind, and what is between its two lengths, padding included. `nil` at the end of the stream, or when nobody
    /// wants to wait for it. Valid until the next call.
    @inline(__always)
    func next() throws(ScapError) -> (kind: UInt32, body: UnsafeRawBufferPointer)? {
        if left < 8, try !fill(8) { return nil }
        let kind = place.loadUnaligned(as: UInt32.self)
        let total = Int(place.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        if total > left || total < ScapBlock.frame || total & 3 != 0, try !secure(kind, total) { return nil }
        guard place.loadUnaligned(fromByteOffset: total &- 4, as: UInt32.self) == UInt32(total) else {
            throw damaged("its two lengths differ")
        }
        let body = UnsafeRawBufferPointer(start: place + 8, count: total &- ScapBlock.frame)
        place += total
        left &-= total
        offset &+= UInt64(total)
        return (kind, body)
    }

    /// A block that is not wholly there, or not plausible. False when nobody waits for the rest of it.
    private func secure(_ kind: UInt32, _ total: Int) throws(ScapError) -> Bool {
        if kind == ScapBlock.section, try !checkOrder() { return false }
        if offset == 0, kind != ScapBlock.section { throw ScapError(offset: 0, problem: .notACapture) }
        guard total >= ScapBlock.frame, total & 3 == 0, total <= ScapBlock.largest else {
            throw damaged("a length of \(total) bytes")
        }
        return try fillWhole(total)
    }

    /// The kind of a section reads the same in both byte orders, its length does not.
    private func checkOrder() throws(ScapError) -> Bool {
        guard try fillWhole(12) else { return false }
        let magic = place.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        if magic == ScapBlock.magic.byteSwapped { throw ScapError(offset: offset, problem: .byteSwapped) }
        return true
    }

    private func damaged(_ what: String) -> ScapError { ScapError(offset: offset, problem: .damaged(what)) }

    /// Makes so many bytes stand together. False at a clean end, where not one byte is left, and when nobody waits.
    private func fill(_ wanted: Int) throws(ScapError) -> Bool {
        while left < wanted {
            switch try nextChunk() {
            case .chunk(let next): join(next, wanted)
            case .end where left > 0: throw ScapError(offset: offset, problem: .truncated)
            case .end: return false
            case .stopped:
                isStopped = true
                return false
            }
        }
        return true
    }

    /// The same inside a block, where there is no clean end.
    private func fillWhole(_ wanted: Int) throws(ScapError) -> Bool {
        if try fill(wanted) { return true }
        guard isStopped else { throw ScapError(offset: offset, problem: .truncated) }
        return false
    }

    private func nextChunk() throws(ScapError) -> ReadAhead.Next {
        guard let rest else { return try input.next() }
        self.rest = nil
        return .chunk(rest)
    }

    /// What is left stands before what comes: there is room for it in a chunk, unless a block is larger.
    private func join(_ next: Chunk, _ wanted: Int) {
        let beginning = UnsafeRawBufferPointer(start: place, count: left)
        let joined: Chunk
        if next.prepend(beginning) {
            joined = next
            if let chunk { input.giveBack(chunk) }
        } else {
            joined = gather(beginning, next, wanted)
        }
        chunk = joined
        place = joined.bytes.baseAddress!
        left = joined.bytes.count
    }

    /// A block of `wanted` bytes in a chunk of its own, which has its beginning already or gets it now; more of it is in `next`.
    private func gather(_ beginning: UnsafeRawBufferPointer, _ next: Chunk, _ wanted: Int) -> Chunk {
        var large = chunk!
        if large.isCommon {
            large = largeChunk(wanted)
            large.append(beginning)
            input.giveBack(chunk!)
        }
        let part = UnsafeRawBufferPointer(rebasing: next.bytes.prefix(wanted - beginning.count))
        large.append(part)
        next.drop(part.count)
        if next.bytes.isEmpty { input.giveBack(next) } else { rest = next }
        return large
    }

    /// An empty one for a block of so many bytes. Who keeps a few megabytes spares the kernel from making them anew with each list of processes.
    private func largeChunk(_ wanted: Int) -> Chunk {
        if let spare, spare.empty(for: wanted) { return spare }
        let large = Chunk(capacity: Chunk.headroom + wanted)
        if wanted <= Self.mostKept { spare = large }
        return large
    }

    private static let mostKept = 4 << 20
}
