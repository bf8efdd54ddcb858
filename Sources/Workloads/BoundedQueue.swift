/// First in, first out, up to a limit: the oldest makes room. A ring; constant time.
struct BoundedQueue<Element: Sendable>: Sendable {
    private var slots: [Element] = []
    private var oldest = 0

    var count: Int { slots.count }

    /// Returns what had to leave.
    mutating func append(_ element: Element, limit: Int) -> Element? {
        guard slots.count >= limit else {
            slots.append(element)
            return nil
        }
        guard limit > 0 else { return element }
        let leaving = slots[oldest]
        slots[oldest] = element
        oldest = (oldest + 1) % slots.count
        return leaving
    }
}
