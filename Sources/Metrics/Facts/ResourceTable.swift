import Traffic

/// Samples sorted into families: each label set once, and no more things than there is room for.
struct ResourceTable {
    private(set) var points: [MetricPoints] = []
    private(set) var leftOut: UInt64 = 0

    private static let mostLabels = 16

    init(_ samples: [MeasuredThing], limit: Int) {
        var places: [String: Int] = [:]
        var seen: Set<String> = []
        for sample in samples {
            let labels = Self.labels(sample)
            let identity = labels.reduce(sample.level.rawValue) { "\($0)\n\($1.name)=\($1.value)" }
            guard seen.count < limit, seen.insert(identity).inserted else {
                leftOut += 1
                continue
            }
            var told: Set<NodeMetric> = []
            for (metric, value) in sample.values where value.isFinite && told.insert(metric).inserted {
                let family = metric.family(sample.level)
                let place = places[family.name] ?? points.count
                if place == points.count {
                    places[family.name] = place
                    points.append(MetricPoints(family: family, points: []))
                }
                points[place].points.append(MetricPoint(labels: labels, value: .real(value)))
            }
        }
        points.sort { $0.family.name < $1.family.name }
    }

    private static func labels(_ sample: MeasuredThing) -> [(name: String, value: String)] {
        var names: Set<String> = []
        return sample.labels.prefix(mostLabels).compactMap { label in
            let name = LabelText.safeName(label.name)
            guard !label.value.isEmpty, names.insert(name).inserted else { return nil }
            return (name, LabelText.safe(label.value))
        }
    }
}
