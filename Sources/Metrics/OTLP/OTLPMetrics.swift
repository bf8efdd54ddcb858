import Protobuf

/// A snapshot as `ExportMetricsServiceRequest`s of opentelemetry-proto.
///
/// Names are those of the text formats to the letter, so that a query works whichever way the numbers came; the unit is told as well, in
/// UCUM. A receiver that translates to Prometheus adds no suffix that is there already.
///
/// Histograms have explicit bounds, the same as in the text formats: only these buckets are kept. The finer ones of a tick are linear within
/// an octave, so that exponential ones could not be made of them without moving samples, and would be forty times as many.
struct OTLPMetrics {
    /// Bytes; a request is ended by the family that goes beyond.
    static let softLimit = 2 << 20

    private let snapshot: MetricsSnapshot
    private let resource: [OTLPAttribute]
    /// Of each label set, encoded once: as field 7 of plain data points and as field 9 of histograms.
    private let attributes: [(plain: [UInt8], histogram: [UInt8])]

    init(_ snapshot: MetricsSnapshot, resource: [OTLPAttribute]) {
        self.snapshot = snapshot
        self.resource = resource
        attributes = snapshot.sets.map { set in
            let all = zip(snapshot.labels, set.values).flatMap { $1.isEmpty ? [] : OTLPAttribute.of(label: $0.rawValue, $1) }
            return (Self.encoded(all, 7), Self.encoded(all, 9))
        }
    }

    private static func encoded(_ attributes: [OTLPAttribute], _ field: Int) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.attributes(field, attributes)
        return writer.bytes
    }

    /// All of one moment; several only when there is much.
    var requests: [[UInt8]] {
        var requests: [[UInt8]] = []
        var metrics: [[UInt8]] = []
        var size = 0
        for metric in self.metrics {
            metrics.append(metric)
            size += metric.count
            guard size > Self.softLimit else { continue }
            requests.append(request(metrics))
            (metrics, size) = ([], 0)
        }
        return metrics.isEmpty ? requests : requests + [request(metrics)]
    }

    private func request(_ metrics: [[UInt8]]) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.message(1) {
            $0.message(1) { $0.attributes(1, resource) }
            $0.message(2) {
                $0.scope(1, version: snapshot.capture.version)
                for metric in metrics { $0.raw(2, metric) }
            }
        }
        return writer.bytes
    }

    private var metrics: [[UInt8]] {
        FlowFamily.all.compactMap(counters) + FlowHistogram.all.compactMap(histograms)
            + snapshot.otherPoints(flowSeriesCount: snapshot.flowSeriesCount).compactMap(points)
    }

    private func counters(_ flows: FlowFamily) -> [UInt8]? {
        let more = flows.parts.map { Self.encoded($0.label.map { OTLPAttribute.of(label: $0.name, $0.value) } ?? [], 7) }
        return metric(flows.family) { writer in
            for place in snapshot.series.indices where flows.isShown(snapshot.series[place]) {
                for (part, more) in zip(flows.parts, more) {
                    writer.number(
                        .integer(part.value(snapshot.series[place])), attributes[place].plain, more, start: snapshot.sets[place].start,
                        time: snapshot.time, flows.family.kind)
                }
            }
        }
    }

    private func histograms(_ flows: FlowHistogram) -> [UInt8]? {
        let bounds = flows.bounds.map { (Double(DurationTally.bounds[$0]) / 1e9).bitPattern }
        return metric(flows.family) { writer in
            for place in snapshot.series.indices {
                let tally = flows.tally(snapshot.series[place])
                if tally.isEmpty { continue }
                writer.message(1) {
                    $0.fixed(always: 2, min(snapshot.sets[place].start, snapshot.time))
                    $0.fixed(always: 3, snapshot.time)
                    $0.fixed(always: 4, tally.count)
                    $0.double(always: 5, Double(tally.sum) / 1e9)
                    $0.packed(6, flows.buckets(tally))
                    $0.packed(7, bounds)
                    $0.append(attributes[place].histogram)
                }
            }
        }
    }

    private func points(_ points: MetricPoints) -> [UInt8]? {
        metric(points.family) { writer in
            for point in points.points {
                let attributes = Self.encoded(point.labels.flatMap { OTLPAttribute.of(label: $0.name, $0.value) }, 7)
                writer.number(point.value, attributes, start: snapshot.start, time: snapshot.time, points.family.kind)
            }
        }
    }

    /// `Metric { name = 1, description = 2, unit = 3, gauge = 5, sum = 7, histogram = 9 }`; nil without data points.
    private func metric(_ family: MetricFamily, _ fill: (inout ProtobufWriter) -> Void) -> [UInt8]? {
        var points = ProtobufWriter()
        fill(&points)
        guard !points.bytes.isEmpty else { return nil }
        var writer = ProtobufWriter()
        writer.string(1, family.name)
        writer.string(2, family.help)
        writer.string(3, family.unitOfOTLP)
        if family.kind == .counter || family.kind == .histogram {
            points.integer(2, 2) // cumulative
            points.boolean(3, family.kind == .counter) // monotonic
        }
        writer.raw(family.kind == .counter ? 7 : family.kind == .histogram ? 9 : 5, points.bytes)
        return writer.bytes
    }
}

extension MetricFamily {
    /// UCUM.
    fileprivate var unitOfOTLP: String {
        switch unit {
        case "seconds": "s"
        case "bytes": "By"
        case "bytes_per_second": "By/s"
        case "cores": "{core}"
        default: "1"
        }
    }
}
