import Export
import Terminal
import Traffic

/// `--requests`: a line for each request that ended.
struct RequestPrinter: FlowOutput {
    private let style: Style

    init(_ output: OutputOptions) { style = output.style }

    func begin(_ source: String, _ naming: Naming) {}

    /// Loss must not be silent where no footer shows it.
    func flows(_ reports: [FlowReport], _ facts: IntervalFacts, _ naming: Naming) {
        if let lost = facts.lost, lost > 0 { Console.say("weir: lost \(lost) records: some requests of this interval are missing here") }
    }

    func requests(_ requests: [Request], _ naming: Naming) {
        Console.write(requests.map { line($0, naming) + "\n" }.joined())
    }

    func end(_ summary: Summary, _ naming: Naming) { Console.say(summary.text(style)) }

    private func line(_ request: Request, _ naming: Naming) -> String {
        var what = request.guess?.name ?? request.key.transport.name
        if let head = request.head { what = "\(head.method) \(head.path)" }
        let status = request.status.map { String($0) } ?? Quantity.unknown
        let times = "(queue \(Quantity.duration(request.queueTime)), first byte \(Quantity.duration(request.firstByteTime)))"
        return [
            naming.clock.preciseClock(request.end),
            Text.padded(Text.shortened(request.key.title(naming, room: 40), to: 40), to: 40),
            Text.padded(Text.shortened(what, to: 28), to: 28),
            style.show(Text.padded(status, to: 3), as: request.isError ? .error : .normal),
            Text.padded(Quantity.duration(request.requestTime), to: 8, .right),
            times,
            "\(Quantity.size(request.sent)) → \(Quantity.size(request.received))",
        ].joined(separator: "  ")
    }
}
