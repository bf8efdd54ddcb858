/// One name of metrics: what it is, and what it is measured in.
struct MetricFamily: Sendable {
    enum Kind: Sendable { case counter, gauge, histogram, info }

    /// As Prometheus has it, with `_total` or `_info`.
    var name: String
    var kind: Kind
    /// The unit as the name has it, before `_total`.
    var unit: String?
    /// One line, no backslash, no quote.
    var help: String

    init(_ name: String, _ kind: Kind, unit: String? = nil, _ help: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.help = help
    }
}

/// Integers are written whole: a counter of bytes has more digits than a Double keeps when it is printed short.
enum MetricValue: Sendable {
    case integer(Int64)
    case real(Double)

    init(_ count: UInt64) { self = .integer(Int64(clamping: count)) }
}

/// One value of a family. Labels are safe text.
struct MetricPoint: Sendable {
    var labels: [(name: String, value: String)] = []
    var value: MetricValue
}

struct MetricPoints: Sendable {
    var family: MetricFamily
    var points: [MetricPoint]
}
