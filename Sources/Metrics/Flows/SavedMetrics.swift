import Traffic

/// What was counted of flows, for the weir that is started next: what was counted since the last scrape would else be seen by nobody. Only of
/// a weir that ended in order: after a crash older counters than those that were scraped would look like traffic.
///
/// A line of text for each label set: when it began, whether an end is but an address, whether it is TCP, counters, four times thirteen numbers of
/// durations; then the labels' values, a tab before each, which safe text does not hold.
struct SavedMetrics {
    struct Entry {
        var values: [String]
        var start: UInt64
        var isAnonymous: Bool
        var series: FlowSeries
    }

    var labels: [FlowLabel]
    var entries: [Entry] = []

    private static let mark = "weir-metrics 1"

    init(_ snapshot: MetricsSnapshot, isAnonymous: (Int) -> Bool) {
        labels = snapshot.labels
        for (place, set) in snapshot.sets.enumerated() {
            entries.append(Entry(values: set.values, start: set.start, isAnonymous: isAnonymous(place), series: snapshot.series[place]))
        }
    }

    /// nil when it is none, or was changed.
    init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: true)[...]
        guard let head = lines.popFirst(), head.hasPrefix(Self.mark + " ") else { return nil }
        let names = head.dropFirst(Self.mark.count + 1).split(separator: ",")
        labels = names.compactMap { FlowLabel(rawValue: String($0)) }
        guard labels.count == names.count else { return nil }
        for line in lines {
            guard let entry = Entry(line, labels: labels.count) else { return nil }
            entries.append(entry)
        }
    }

    var text: String {
        let head = "\(Self.mark) \(labels.map(\.rawValue).joined(separator: ","))\n"
        return head + entries.map(\.line).joined()
    }
}

extension SavedMetrics.Entry {
    fileprivate var line: String {
        var numbers = [start, isAnonymous ? 1 : 0, series.isTCP ? 1 : 0].map(Int64.init(clamping:))
        numbers += FlowCounters.saved.map { series.counters[keyPath: $0] }
        for tally in series.durations {
            numbers += tally.counts.indices.map { Int64(clamping: tally.counts[$0]) } + [Int64(clamping: tally.sum)]
        }
        return numbers.map(String.init).joined(separator: " ") + values.map { "\t" + $0 }.joined() + "\n"
    }

    /// Three, the counters, and of four durations twelve buckets and a sum.
    private static let numbers = 3 + 10 + 4 * 13

    fileprivate init?(_ line: Substring, labels: Int) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        let numbers = parts[0].split(separator: " ").compactMap { Int64($0) }
        guard parts.count == labels + 1, numbers.count == Self.numbers, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        var counters = FlowCounters()
        for (field, number) in zip(FlowCounters.saved, numbers[3...]) { counters[keyPath: field] = number }
        let durations = (0..<4).map { tally in
            let first = 13 + tally * 13
            return DurationTally(counts: numbers[first..<first + 12].map(UInt64.init), sum: UInt64(numbers[first + 12]))
        }
        values = parts.dropFirst().map(String.init)
        (start, isAnonymous) = (UInt64(numbers[0]), numbers[1] == 1)
        series = FlowSeries(counters: counters, durations: durations, isTCP: numbers[2] == 1)
    }
}

extension FlowCounters {
    fileprivate static var saved: [WritableKeyPath<FlowCounters, Int64>] {
        [\.sent, \.received, \.requests, \.errors, \.unanswered, \.opened, \.closed, \.failed, \.retransmits, \.resets]
    }
}
