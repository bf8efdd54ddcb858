import Traffic

/// The last requests per second of each item: what a trend is drawn of. Bounded: items that have been still for its whole length are
/// forgotten, and beyond a number of items no new ones are taken.
struct TopHistory: Sendable {
    /// Updates.
    static let length = 20
    static let most = 10_000

    private var rates: [TopItem: [Float]] = [:]
    /// Updates that were noted; items that came later have fewer.
    private(set) var updates = 0

    /// Notes an update: whoever is not in it did nothing.
    mutating func note(_ news: [TopItem: Float]) {
        updates += 1
        for (item, known) in rates {
            let next = known.suffix(Self.length - 1) + [news[item] ?? 0]
            rates[item] = next.contains { $0 > 0 } ? Array(next) : nil
        }
        for (item, rate) in news where rate > 0 && rates[item] == nil && rates.count < Self.most {
            // As long as we watch it, it did nothing before.
            rates[item] = Array(repeating: 0, count: min(updates, Self.length) - 1) + [rate]
        }
    }

    /// One cell an update, the newest at the right; the highest of them fills its cell.
    func trend(_ item: TopItem, cells: Int) -> String {
        guard let known = rates[item]?.suffix(cells), let highest = known.max(), highest > 0 else { return "" }
        let bars = known.map { Self.bar($0 / highest) }
        return String(repeating: " ", count: max(0, cells - bars.count)) + bars.joined()
    }

    private static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// Nothing is a space, little is a line.
    private static func bar(_ share: Float) -> String {
        guard share > 0 else { return " " }
        return bars[min(bars.count - 1, Int(share * Float(bars.count)))]
    }

    var count: Int { rates.count }
}
