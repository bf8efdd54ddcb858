/// Values in numbered places that stay put while they live: plain memory that grows, owned by one table.
///
/// Not an array: an array asks on every change whether it is shared and whether the index is in range, and the hot path changes a
/// dozen fields an event. Whoever has a number got it from this table.
struct Slots<Element>: ~Copyable {
    private var memory: UnsafeMutablePointer<Element>
    private var capacity: Int
    private var free: ContiguousArray<Int32> = []
    /// Places ever used, the free ones among them.
    private(set) var count = 0

    init(capacity: Int = 64) {
        self.capacity = capacity
        memory = Self.allocate(capacity)
    }

    deinit {
        memory.deinitialize(count: count)
        memory.deallocate()
    }

    subscript(slot: Int32) -> Element {
        @inline(__always) _read {
            assert(slot >= 0 && slot < count)
            yield memory[Int(slot)]
        }
        @inline(__always) nonmutating _modify {
            assert(slot >= 0 && slot < count)
            yield &memory[Int(slot)]
        }
    }

    /// Where the element of a slot lies until the next insertion: for those who touch many of its fields.
    @inline(__always)
    func place(of slot: Int32) -> UnsafeMutablePointer<Element> {
        assert(slot >= 0 && slot < count)
        return memory + Int(slot)
    }

    /// A place for `element`: one that was given back, or a new one.
    mutating func insert(_ element: Element) -> Int32 {
        if let slot = free.popLast() {
            memory[Int(slot)] = element
            return slot
        }
        if count == capacity { grow() }
        (memory + count).initialize(to: element)
        count += 1
        return Int32(count - 1)
    }

    /// Gives a place back. What lies in it stays until the place is used again.
    mutating func giveBack(_ slot: Int32) { free.append(slot) }

    private mutating func grow() {
        let larger = Self.allocate(capacity * 2)
        larger.moveInitialize(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity *= 2
    }

    /// On cache lines, so that the fields that lie together are fetched together.
    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64)
            .bindMemory(to: Element.self, capacity: capacity)
    }
}
