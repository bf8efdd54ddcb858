import Events
public import Traffic

extension TopologySeries {
    /// The answer to `GET /api/v1/history`.
    public var json: String {
        let clock = WallClock(offset: 0)
        let times = times.map { clock.timestamp(MonotonicTime(nanoseconds: $0)) }
        var members: [(key: String, value: String?)] = [
            ("type", JSONText.quoted("history")), ("from", times.first.map(JSONText.quoted)), ("step", Self.number(Double(step) / 1e9)),
            ("times", JSONText.array(times)), ("requests_per_second", Self.array(requestsPerSecond)), ("errors_per_second", Self.array(errorsPerSecond)),
            ("request_time_p50", Self.array(p50.map(Self.seconds))), ("request_time_p99", Self.array(p99.map(Self.seconds))),
            ("lost", Self.array(lost.map { $0.map { Double($0) } })),
        ]
        let metrics = metrics.sorted { $0.key.rawValue < $1.key.rawValue }.map { (key: $0.key.name, value: String?.some(Self.array($0.value))) }
        members.append(("metrics", JSONText.object(metrics)))
        return JSONText.object(members)
    }

    private static func seconds(_ nanoseconds: UInt64?) -> Double? { nanoseconds.map { Double($0) / 1e9 } }

    private static func array(_ values: [Double?]) -> String { "[\(values.map { $0.map(number) ?? "null" }.joined(separator: ","))]" }

    /// Shortest form that reads back the same; JSON knows no infinity.
    private static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }
}
