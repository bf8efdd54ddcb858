import Terminal

/// The columns of request lines that a width has room for.
struct RequestLayout {
    private let titleRoom: Int
    private let whatRoom: Int
    private let hasStages: Bool
    private let hasSizes: Bool

    init(width: Int) {
        hasSizes = width >= 90
        hasStages = width >= 110
        // Of the other columns, and the gaps between all of them.
        let fixed = 33 + (hasStages ? 18 : 0) + (hasSizes ? 18 : 0)
        let left = max(0, width - fixed)
        titleRoom = left * 3 / 5
        whatRoom = left - titleRoom
    }

    var header: ScreenLine {
        ScreenLine(row(["ENDED", "CLIENT → SERVER", "REQUEST", "STATUS", "TIME", "QUEUE", "FIRST", "SENT", "RECV"]), .dim)
    }

    func line(_ request: TopRequest) -> ScreenLine {
        let cells = [
            request.clock, request.title, request.what, request.status ?? Quantity.unknown, Quantity.duration(request.requestTime),
            Quantity.duration(request.queueTime), Quantity.duration(request.firstByteTime), Quantity.size(request.sent), Quantity.size(request.received),
        ]
        return ScreenLine(row(cells), as: request.isError ? .error : .normal)
    }

    private func row(_ cells: [String]) -> String {
        var widths = [(12, Text.Alignment.left), (titleRoom, .left), (whatRoom, .left), (6, .left), (7, .right)]
        if hasStages { widths += [(7, .right), (7, .right)] }
        if hasSizes { widths += [(7, .right), (7, .right)] }
        let shown = hasStages ? cells : Array(cells.prefix(5) + cells.suffix(2))
        return zip(widths, shown).map { Text.padded(Text.shortened($1, to: $0.0), to: $0.0, $0.1) }.joined(separator: "  ")
    }
}
