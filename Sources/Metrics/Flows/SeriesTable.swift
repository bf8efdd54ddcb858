import Traffic

/// Which label set is where in the snapshot, and what became of those that fell silent.
struct SeriesTable {
    private struct Note {
        /// By the clock of the events.
        var lastSeen: UInt64
        var isAnonymous: Bool
    }

    private struct Quiet {
        var set: MetricsSnapshot.LabelSet
        var series: FlowSeries
        var since: UInt64
    }

    private let labels: [FlowLabel]
    private let limit: Int
    private let other: [String]
    private var places: [[String]: Int] = [:]
    /// Of the label set at the same place.
    private var notes: ContiguousArray<Note> = []
    private var quiet: [[String]: Quiet] = [:]
    private var anonymous = 0

    init(_ options: MetricsOptions) {
        labels = options.labels
        limit = options.seriesLimit
        other = FlowLabels.other(options.labels)
    }

    /// Where a flow is counted: its own place, a new one, or that of `other`.
    ///
    /// - Parameter began: nanoseconds since 1970, where a new label set was 0.
    mutating func place(of flow: FlowLabels, _ snapshot: inout MetricsSnapshot, began: UInt64, at time: UInt64) -> Int {
        if let place = places[flow.values] {
            notes[place].lastSeen = time
            return place
        }
        if hasRoom(flow) { return begin(flow.values, flow.isAnonymous, &snapshot, began, time) }
        snapshot.overflowed += 1
        return places[other] ?? begin(other, false, &snapshot, began, time)
    }

    /// `other` itself needs none.
    private func hasRoom(_ flow: FlowLabels) -> Bool {
        let taken = places.count - (places[other] == nil ? 0 : 1)
        return flow.values == other || taken < limit && (!flow.isAnonymous || anonymous < limit - limit / 4)
    }

    private mutating func begin(
        _ values: [String], _ isAnonymous: Bool, _ snapshot: inout MetricsSnapshot, _ began: UInt64, _ time: UInt64
    ) -> Int {
        let place = notes.count
        places[values] = place
        notes.append(Note(lastSeen: time, isAnonymous: isAnonymous))
        anonymous += isAnonymous ? 1 : 0
        if let known = quiet.removeValue(forKey: values) {
            snapshot.hidden -= known.series
            snapshot.sets.append(known.set)
            snapshot.series.append(known.series)
        } else {
            snapshot.sets.append(MetricsSnapshot.LabelSet(values: values, start: began, text: text(values)))
            snapshot.series.append(FlowSeries())
        }
        return place
    }

    /// Goes on with what was counted before.
    mutating func resume(_ set: SavedMetrics.Entry, _ snapshot: inout MetricsSnapshot, at time: UInt64) {
        guard places[set.values] == nil, set.values == other || notes.count <= limit else { return }
        places[set.values] = notes.count
        notes.append(Note(lastSeen: time, isAnonymous: set.isAnonymous))
        anonymous += set.isAnonymous ? 1 : 0
        snapshot.sets.append(MetricsSnapshot.LabelSet(values: set.values, start: set.start, text: text(set.values)))
        snapshot.series.append(set.series)
    }

    func isAnonymous(_ place: Int) -> Bool { notes[place].isAnonymous }

    private func text(_ values: [String]) -> [UInt8] {
        var text: [UInt8] = []
        for (label, value) in zip(labels, values) where !value.isEmpty {
            if !text.isEmpty { text.append(UInt8(ascii: ",")) }
            LabelText.append(label.rawValue, value, to: &text)
        }
        return text
    }

    /// Hides whoever has been silent for that long. `other` stays.
    mutating func retire(_ snapshot: inout MetricsSnapshot, silence: UInt64, at time: UInt64) {
        var place = 0
        while place < notes.count {
            let isSilent = time >= notes[place].lastSeen.saturated(adding: silence) && snapshot.series[place].active == 0
            if isSilent, snapshot.sets[place].values != other { hide(place, &snapshot, time) } else { place += 1 }
        }
        guard quiet.count > limit else { return }
        let oldest = quiet.sorted { $0.value.since < $1.value.since }.prefix(quiet.count - limit)
        for (values, _) in oldest { quiet[values] = nil }
    }

    /// The last one moves to its place.
    private mutating func hide(_ place: Int, _ snapshot: inout MetricsSnapshot, _ time: UInt64) {
        let last = notes.count - 1
        notes.swapAt(place, last)
        snapshot.sets.swapAt(place, last)
        snapshot.series.swapAt(place, last)
        places[snapshot.sets[place].values] = place
        let set = snapshot.sets.removeLast()
        let series = snapshot.series.removeLast()
        places[set.values] = nil
        if notes.removeLast().isAnonymous { anonymous -= 1 }
        quiet[set.values] = Quiet(set: set, series: series, since: time)
        snapshot.hidden += series
        snapshot.retired += 1
    }
}
