/// Writes families one after the other, as both text formats want them.
struct ExpositionWriter {
    private let format: ExpositionFormat
    private var bytes: [UInt8] = []
    /// On every series of weir's own: whose it is.
    private var host: [UInt8] = []

    init(_ format: ExpositionFormat, host: String) {
        self.format = format
        if !host.isEmpty { LabelText.append("host", LabelText.safe(host), to: &self.host) }
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    consuming func finished() -> [UInt8] {
        if format == .openMetrics { bytes += "# EOF\n".utf8 }
        return bytes
    }

    mutating func head(_ family: MetricFamily) {
        let name = format == .openMetrics ? family.openMetricsName : family.name
        bytes += "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.kind.name(format))\n".utf8
        if format == .openMetrics, let unit = family.unit { bytes += "# UNIT \(name) \(unit)\n".utf8 }
    }

    mutating func points(_ points: MetricPoints) {
        guard !points.points.isEmpty else { return }
        head(points.family)
        for point in points.points {
            var labels: [UInt8] = []
            for label in point.labels {
                if !labels.isEmpty { labels.append(UInt8(ascii: ",")) }
                LabelText.append(label.name, label.value, to: &labels)
            }
            if points.family.isOwn, !point.labels.contains(where: { $0.name == "host" }) { labels = together(host, labels) }
            line(points.family.name, labels)
            value(point.value)
        }
    }

    mutating func counters(_ flows: FlowFamily, _ snapshot: MetricsSnapshot) {
        head(flows.family)
        for place in snapshot.series.indices where flows.isShown(snapshot.series[place]) {
            let labels = together(host, snapshot.sets[place].text)
            for part in flows.parts {
                line(flows.family.name, labels, part.label)
                value(.integer(part.value(snapshot.series[place])))
            }
        }
    }

    mutating func histograms(_ flows: FlowHistogram, _ snapshot: MetricsSnapshot) {
        head(flows.family)
        let (buckets, sums, counts) = (flows.family.name + "_bucket", flows.family.name + "_sum", flows.family.name + "_count")
        let texts = flows.bounds.map { DurationTally.boundTexts[$0] } + ["+Inf"]
        for place in snapshot.series.indices {
            let tally = flows.tally(snapshot.series[place])
            if tally.isEmpty { continue }
            let labels = together(host, snapshot.sets[place].text)
            var total: UInt64 = 0
            for (text, bucket) in zip(texts, flows.buckets(tally)) {
                total += bucket
                line(buckets, labels, ("le", text))
                end(String(total))
            }
            line(sums, labels)
            end(Self.seconds(tally.sum))
            line(counts, labels)
            end(String(total))
        }
    }

    private func together(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        first.isEmpty || second.isEmpty ? first + second : first + [UInt8(ascii: ",")] + second
    }

    private mutating func line(_ name: String, _ labels: [UInt8], _ more: (name: String, value: String)? = nil) {
        bytes += name.utf8
        if !labels.isEmpty || more != nil {
            bytes.append(UInt8(ascii: "{"))
            bytes += labels
            if let more {
                if !labels.isEmpty { bytes.append(UInt8(ascii: ",")) }
                LabelText.append(more.name, more.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: " "))
    }

    private mutating func value(_ value: MetricValue) {
        switch value {
        case .integer(let number): end(String(number))
        case .real(let number): end(number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number))
        }
    }

    private mutating func end(_ value: String) {
        bytes += value.utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    /// With all nine digits.
    private static func seconds(_ nanoseconds: UInt64) -> String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = String(rest)
        return "\(whole)." + String(repeating: "0", count: 9 - digits.count) + digits
    }
}

extension MetricFamily {
    /// Not one of those that every program has.
    fileprivate var isOwn: Bool { name.hasPrefix("weir_") }

    /// There the suffix belongs to the sample, not to the family.
    fileprivate var openMetricsName: String {
        switch kind {
        case .counter: String(name.dropLast("_total".count))
        case .info: String(name.dropLast("_info".count))
        case .gauge, .histogram: name
        }
    }
}

extension MetricFamily.Kind {
    fileprivate func name(_ format: ExpositionFormat) -> String {
        switch self {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        case .info: format == .openMetrics ? "info" : "gauge"
        }
    }
}
