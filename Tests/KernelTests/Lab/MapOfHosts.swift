import Foundation

/// `weir topology`: the map that several daemons, or a store of metrics, make together.
enum MapOfHosts {
    /// Of everything that they have seen.
    static func of(_ daemons: [WeirDaemon], level: String? = nil, _ arguments: [String] = []) throws -> Topology {
        try of(daemons.flatMap { ["--node", $0.url] }, level: level, arguments)
    }

    static func of(_ sources: [String], level: String? = nil, _ arguments: [String] = []) throws -> Topology {
        let said = try Child.run([Lab.weir(), "topology", "--format", "json"] + options(level) + arguments + sources)
        return try read(said)
    }

    /// In one of the formats for people.
    static func text(of daemons: [WeirDaemon], _ arguments: [String]) throws -> String {
        try Child.run([Lab.weir(), "topology"] + options(nil) + arguments + daemons.flatMap { ["--node", $0.url] })
    }

    /// Out of a store of metrics.
    static func of(_ store: MetricsStore) throws -> Topology {
        let child = try Child(store.beside([Lab.weir(), "topology", "--format", "json", "--window", "1m", "--prometheus", store.url]))
        try child.succeed()
        return try read(child.output.text)
    }

    private static func options(_ level: String?) -> [String] { ["--window", "1h"] + (level.map { ["--level", $0] } ?? []) }

    fileprivate static func read(_ line: String) throws -> Topology {
        try JSONDecoder.ofLines().decode(Topology.self, from: Data(line.utf8))
    }
}

/// The same again and again.
final class MapFollowing {
    private let child: Child

    init(_ daemons: [WeirDaemon]) throws {
        let nodes = daemons.flatMap { ["--node", $0.url] }
        child = try Child([Lab.weir(), "topology", "--format", "json", "--window", "1h", "--interval", "1s"] + nodes)
    }

    /// The first from now on that fits, and how long it took to come, seconds.
    func first(within seconds: Double, where fits: (Topology) -> Bool) throws -> (map: Topology, after: Double) {
        let begin = Date()
        var found: Topology?
        _ = try child.output.first(from: child.output.all.count, within: seconds) { line in
            guard let map = try? MapOfHosts.read(line), fits(map) else { return false }
            found = map
            return true
        }
        guard let found else { throw LabError("weir topology ended: \(child.errors.text)") }
        return (found, Date().timeIntervalSince(begin))
    }

    func stop() throws -> Int32 {
        try child.signal(SIGINT)
        return try child.wait()
    }
}
