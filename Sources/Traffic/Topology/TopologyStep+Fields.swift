// What is packed of an edge, in which order: of writer and reader the same.
extension FlowCounters {
    static var fields: [WritableKeyPath<FlowCounters, Int64>] {
        [\.sent, \.received, \.requests, \.errors, \.unanswered, \.opened, \.closed, \.failed, \.retransmits, \.resets]
    }
}

extension TopologyEdge.Times {
    /// The first byte's time is told of the present alone.
    static var fields: [WritableKeyPath<TopologyEdge.Times, SparseHistogram>] { [\.request, \.server, \.queue, \.connect] }
}

/// The truths of an edge in a word.
struct EdgeFlags: OptionSet {
    let rawValue: UInt64

    static let translated = EdgeFlags(rawValue: 1)
    static let older = EdgeFlags(rawValue: 2)
    static let guessed = EdgeFlags(rawValue: 4)
    static let partial = EdgeFlags(rawValue: 8)

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(_ edge: TopologyEdge) {
        self = []
        if edge.isTranslated { insert(.translated) }
        if edge.isOlder { insert(.older) }
        if edge.isGuessed { insert(.guessed) }
        if edge.isPartial { insert(.partial) }
    }

    func apply(to edge: inout TopologyEdge) {
        edge.isTranslated = contains(.translated)
        edge.isOlder = contains(.older)
        edge.isGuessed = contains(.guessed)
        edge.isPartial = contains(.partial)
    }
}

extension TopologyStep {
    /// The lowest of them: what the other host has kept too.
    static let mostLinks = 4

    private static let protocols = ["http", "http2", "tls", "redis"]

    static func protocolNumber(_ name: String?) -> Int { name.flatMap { protocols.firstIndex(of: $0) }.map { $0 + 1 } ?? 0 }
    static func protocolName(_ number: Int) -> String? { number > 0 && number <= protocols.count ? protocols[number - 1] : nil }
}
