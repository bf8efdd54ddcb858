/// Measurements as an aligned table or as JSON lines.
struct Printer {
    private let json: Bool
    private var peak = 0

    private static let columns = [
        ("messages", 10), ("ends", 8), ("sockets", 11), ("best", 11), ("median", 11), ("events/s", 14), ("mallocs/event", 15),
        ("tracker", 10), ("tick", 11),
    ]

    init(json: Bool) { self.json = json }

    func begin() {
        if !json { row(Self.columns.map(\.0)) }
    }

    mutating func show(_ measured: Measurement) {
        peak = max(peak, measured.peakBytes)
        if json { showJSON(measured) } else { showRow(measured) }
    }

    func end() {
        if json {
            print("{\"type\":\"benchmark_end\",\"peak_bytes\":\(peak)}")
        } else {
            print("\nbest and median: one event, over the rounds; events/s by the median; tracker: resident memory that its tables take;")
            print("tick: settle and report, once an interval. Peak resident \(peak >> 20) MB, the benchmark's own records included.")
        }
    }

    private func showRow(_ measured: Measurement) {
        row([
            measured.pattern.payload.rawValue, measured.pattern.ends.rawValue, grouped(measured.pattern.sockets),
            "\(fixed(measured.best, 1)) ns", "\(fixed(measured.median, 1)) ns", grouped(Int(measured.eventsPerSecond)),
            measured.allocationsPerEvent.map { fixed($0, 4) } ?? "unknown", "\(measured.trackerBytes >> 20) MB",
            "\(fixed(measured.tickMilliseconds, 2)) ms",
        ])
    }

    private func showJSON(_ measured: Measurement) {
        let allocations = measured.allocationsPerEvent.map { ",\"allocations_per_event\":\($0)" } ?? ""
        print(
            "{\"type\":\"benchmark\",\"messages\":\"\(measured.pattern.payload.rawValue)\","
                + "\"ends\":\"\(measured.pattern.ends.rawValue)\","
                + "\"sockets\":\(measured.pattern.sockets),\"best_ns\":\(fixed(measured.best, 2)),\"median_ns\":\(fixed(measured.median, 2)),"
                + "\"events_per_second\":\(Int(measured.eventsPerSecond))\(allocations),\"tracker_bytes\":\(measured.trackerBytes),"
                + "\"peak_bytes\":\(measured.peakBytes),\"tick_ms\":\(fixed(measured.tickMilliseconds, 3))}")
    }

    /// The first two columns to the left, numbers to the right.
    private func row(_ cells: [String]) {
        let padded = zip(cells, Self.columns).enumerated().map { index, pair in
            let space = String(repeating: " ", count: max(0, pair.1.1 - pair.0.count))
            return index < 2 ? pair.0 + space : space + pair.0
        }
        print(padded.joined())
    }

    private func fixed(_ number: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        let whole = Int((number * scale).rounded())
        let fraction = String(whole % Int(scale))
        return "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    private func grouped(_ number: Int) -> String {
        var digits = String(number)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}
