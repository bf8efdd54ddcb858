/// What one measurement plays: how many sockets, which ends of a connection are watched, and whether messages carry payload.
struct Pattern {
    enum Ends: String { case both, server }
    enum Payload: String { case plain, http }

    var payload: Payload
    var ends: Ends
    var sockets: Int

    var name: String { "\(payload.rawValue)-\(ends.rawValue)-\(sockets)" }

    /// Connections: with both ends watched there are two sockets each.
    var conversations: Int { ends == .both ? sockets / 2 : sockets }

    static let all: [Pattern] =
        [64, 4_096, 65_536, 1_000_000].flatMap { sockets in
            [Pattern(payload: .plain, ends: .both, sockets: sockets), Pattern(payload: .plain, ends: .server, sockets: sockets)]
        } + [
            Pattern(payload: .http, ends: .both, sockets: 65_536), Pattern(payload: .http, ends: .server, sockets: 65_536),
        ]
}

/// How long to measure.
struct Effort {
    var rounds: Int
    /// Ring's worths of records a round.
    var chunks: Int

    static let full = Effort(rounds: 15, chunks: 48)
    static let quick = Effort(rounds: 5, chunks: 16)
}
