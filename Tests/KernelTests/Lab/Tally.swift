/// What was counted, by weir or by a driver: the things that must be the same.
struct Tally: Equatable {
    var requests = 0
    var unanswered = 0
    var sent = 0
    var received = 0
    var opened = 0
    var failed = 0

    static func += (left: inout Tally, right: Tally) {
        left.requests += right.requests
        left.unanswered += right.unanswered
        left.sent += right.sent
        left.received += right.received
        left.opened += right.opened
        left.failed += right.failed
    }
}

extension Tally {
    init(_ flow: Flow) {
        self.init(
            requests: flow.requests, unanswered: flow.unanswered, sent: flow.bytes.sent, received: flow.bytes.received,
            opened: flow.connections.opened, failed: flow.connections.failed)
    }

    init(_ summary: Summary) {
        self.init(
            requests: summary.requests, unanswered: summary.unanswered, sent: summary.bytes.sent, received: summary.bytes.received,
            opened: summary.connections.opened, failed: summary.connections.failed)
    }
}

extension Array where Element: BinaryFloatingPoint {
    var median: Element? { isEmpty ? nil : sorted()[count / 2] }
}
