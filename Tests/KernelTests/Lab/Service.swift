/// What somebody connects to: drivers and weir name it the same.
struct Service: Hashable, CustomStringConvertible {
    var transport: String
    var port: Int?
    var path: String?

    var description: String { "\(transport) \(port.map(String.init) ?? path ?? "unnamed")" }
}

extension Flow {
    var service: Service { Service(transport: transport, port: server?.port, path: server?.path) }
}

extension RequestLine {
    var service: Service { Service(transport: transport, port: server?.port, path: server?.path) }
}

/// Directions in which a backend does not see bytes move.
struct Blindness: OptionSet {
    let rawValue: Int
    static let sent = Blindness(rawValue: 1)
    static let received = Blindness(rawValue: 2)
    static let both: Blindness = [.sent, .received]

    /// Who does not see one side of an exchange knows of no request.
    func told(of all: Tally) -> Tally {
        var told = all
        if !isEmpty { told.requests = 0 }
        if contains(.sent) { told.sent = 0 }
        if contains(.received) { told.received = 0 }
        return told
    }

    func unseen(of all: Tally) -> Int { (contains(.sent) ? all.sent : 0) + (contains(.received) ? all.received : 0) }
}
