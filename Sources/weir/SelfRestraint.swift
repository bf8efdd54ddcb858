import Capture
import Events
import Terminal

/// Measures what weir uses, once a second, and asks the governor what to do about it.
struct SelfRestraint {
    private var governor: Governor
    private var last: MonotonicTime
    private var lastProcessorTime = OwnCost.processorTime
    private let isOn: Bool

    private static let period: UInt64 = 1_000_000_000

    init(_ limits: Governor.Limits, from begin: MonotonicTime) {
        governor = Governor(limits)
        isOn = limits != Governor.Limits()
        last = begin
    }

    var detail: Detail { governor.detail }

    /// A step, when one is due.
    mutating func judge(at now: MonotonicTime) -> Governor.Step? {
        let time = now.nanoseconds(since: last)
        guard isOn, time >= Self.period else { return nil }
        let processorTime = OwnCost.processorTime
        defer { (last, lastProcessorTime) = (now, processorTime) }
        return governor.judge(
            processorShare: Double(processorTime - lastProcessorTime) / Double(time), memory: OwnCost.residentBytes)
    }
}

extension Governor.Step {
    /// For people.
    var text: String {
        guard let cause else { return "there is room again: now \(detail.meaning)" }
        return "\(cause.text): from now on \(detail.meaning)"
    }
}

extension Governor.Cause {
    var text: String {
        switch self {
        case .processor(let share, let limit): "own cost \(Self.percent(share)) of a processor, above --cpu-limit \(Self.percent(limit))"
        case .memory(let bytes, let limit): "own memory \(Quantity.size(bytes)), above --memory-limit \(Quantity.size(limit))"
        }
    }

    private static func percent(_ share: Double) -> String { "\(share < 0.001 ? (share * 100_000).rounded() / 1000 : (share * 1000).rounded() / 10) %" }
}

extension Detail {
    /// In `--json` and in footers.
    var name: String {
        switch self {
        case .full: "full"
        case .noPayload: "no_payload"
        case .noMessages: "no_requests"
        case .totals: "totals"
        }
    }

    /// Counts are exact in all of them.
    var meaning: String {
        switch self {
        case .full: "everything is told"
        case .noPayload: "no payload is read (no new protocol names, methods, paths)"
        case .noMessages: "requests are counted, not timed"
        case .totals: "only totals of connections are told"
        }
    }
}
