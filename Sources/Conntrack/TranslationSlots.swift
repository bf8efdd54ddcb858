import Events

/// The entries of a table in numbered places, in two orders: those that live by when they began, those that ended by when they did.
///
/// Chains inside the entries: every step takes constant time and no memory, once there are places enough.
struct TranslationSlots: Sendable {
    struct Entry: Sendable {
        var translation: Translation
        /// Another zone has the same tuples and means something else.
        var isDisputed: Bool
        var ended: MonotonicTime?
        fileprivate var previous: Int32 = -1
        fileprivate var next: Int32 = -1

        init(translation: Translation, isDisputed: Bool) {
            self.translation = translation
            self.isDisputed = isDisputed
        }

        /// While it lives, tuples that it shares with `other` are not used again: they are another zone's. Once disputed, always: the one
        /// that made room may live on.
        func disputes(_ other: Translation) -> Bool {
            let differs = translation.original != other.original || translation.reply != other.reply
            return isDisputed || differs && ended == nil && translation.zone != other.zone
        }
    }

    private struct Chain {
        var first: Int32 = -1
        var last: Int32 = -1
    }

    private var entries: [Entry] = []
    private var living = Chain()
    private var ended = Chain()
    /// Places to be used again, chained by `next`.
    private var free: Int32 = -1
    private(set) var count = 0

    subscript(slot: Int32) -> Entry { entries[Int(slot)] }

    var firstLiving: Int32? { living.first >= 0 ? living.first : nil }
    var firstEnded: Int32? { ended.first >= 0 ? ended.first : nil }

    mutating func insert(_ entry: Entry) -> Int32 {
        count += 1
        let slot: Int32
        if free >= 0 {
            slot = free
            free = entries[Int(slot)].next
            entries[Int(slot)] = entry
        } else {
            slot = Int32(entries.count)
            entries.append(entry)
        }
        living = append(slot, to: living)
        return slot
    }

    /// Once; a second end of the same is passed over.
    mutating func end(_ slot: Int32, at now: MonotonicTime) {
        guard entries[Int(slot)].ended == nil else { return }
        living = take(slot, from: living)
        entries[Int(slot)].ended = now
        ended = append(slot, to: ended)
    }

    mutating func remove(_ slot: Int32) {
        count -= 1
        if entries[Int(slot)].ended == nil {
            living = take(slot, from: living)
        } else {
            ended = take(slot, from: ended)
        }
        entries[Int(slot)].next = free
        free = slot
    }

    private mutating func append(_ slot: Int32, to chain: Chain) -> Chain {
        entries[Int(slot)].previous = chain.last
        entries[Int(slot)].next = -1
        guard chain.last >= 0 else { return Chain(first: slot, last: slot) }
        entries[Int(chain.last)].next = slot
        return Chain(first: chain.first, last: slot)
    }

    private mutating func take(_ slot: Int32, from chain: Chain) -> Chain {
        let (previous, next) = (entries[Int(slot)].previous, entries[Int(slot)].next)
        if previous >= 0 { entries[Int(previous)].next = next }
        if next >= 0 { entries[Int(next)].previous = previous }
        return Chain(first: previous >= 0 ? chain.first : next, last: next >= 0 ? chain.last : previous)
    }
}
