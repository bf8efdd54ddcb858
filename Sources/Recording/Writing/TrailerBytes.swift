import Events

/// Entries of trailers, gathered until there is an event to put them behind: kind, size, bytes; see `Trailer`.
final class TrailerBytes {
    private let entries = ScapBytes(capacity: 1 << 14)

    /// An event's block must stay below 64 kB.
    static let most = 48 << 10

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }
    var bytes: UnsafeRawBufferPointer { entries.bytes }

    func removeAll() { entries.removeAll() }

    func add(_ kind: Trailer.Kind, _ content: UnsafeRawBufferPointer) {
        entries.append(kind.rawValue)
        entries.append(UInt32(truncatingIfNeeded: content.count))
        entries.append(content)
    }

    /// Whole entries.
    func add(entries more: UnsafeRawBufferPointer) { entries.append(more) }

    func add(_ kind: Trailer.Kind, time: MonotonicTime) {
        entries.append(kind.rawValue)
        entries.append(UInt32(8))
        entries.append(time.nanoseconds)
    }

    func add(_ kind: Trailer.Kind, _ words: [UInt64]) {
        entries.append(kind.rawValue)
        entries.append(UInt32(truncatingIfNeeded: words.count * 8))
        for word in words { entries.append(word) }
    }

    func add(_ kind: Trailer.Kind, _ text: String) {
        var text = text
        text.withUTF8 { add(kind, UnsafeRawBufferPointer($0)) }
    }
}
