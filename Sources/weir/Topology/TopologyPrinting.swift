import Export
import Terminal
import TopologySources
import Traffic

/// What a source says, in the format that is wanted, once or again and again.
struct TopologyPrinting {
    private let command: TopologyCommand
    private let source: any TopologySource

    private static let mostDrawn = 5000

    init(_ command: TopologyCommand, _ source: any TopologySource) {
        (self.command, self.source) = (command, source)
    }

    func run() async throws {
        repeat {
            try await show()
            guard let interval = command.interval else { return }
            try await pause(interval)
        } while !Console.isStopRequested
    }

    private func show() async throws {
        let view: TopologyView
        do {
            view = try await source.view(at: command.at?.nanoseconds, window: command.stretch)
            try check(view)
        } catch let error as SourceError where command.interval != nil {
            return Console.say("weir: \(error)") // it may come back
        }
        let graph = command.drawn(TopologyGraph(view))
        if command.format == .svg, graph.nodes.count > Self.mostDrawn {
            throw Failure(message: "\(graph.nodes.count) nodes are too many for a picture: choose another --level, or --format dot or json")
        }
        Console.write(text(graph))
    }

    /// Somebody must have answered; who has not is told where the format does not.
    private func check(_ view: TopologyView) throws {
        let silent = view.hosts.filter { $0.isStale && $0.nodes.isEmpty && $0.edges.isEmpty }
        if command.interval == nil, !view.hosts.isEmpty, silent.count == view.hosts.count {
            throw Failure(message: silent.map { $0.error ?? "\($0.host) does not answer" }.joined(separator: "\nweir: "))
        }
        guard command.format != .text else { return }
        for host in silent { Console.say("weir: \(host.error ?? "\(host.host) does not answer")") }
    }

    private func text(_ graph: TopologyGraph) -> String {
        switch command.format {
        case .json: return graph.json() + "\n"
        case .dot: return graph.dot
        case .svg: return graph.svg
        case .text:
            let style = command.noColor ? .plain : Style(isTerminal: Console.isTerminal, environment: ["NO_COLOR": Host.environment("NO_COLOR") ?? ""])
            return graph.text(style, width: min(Console.width, 120) - 1)
        }
    }

    /// Until the next round, or Ctrl-C.
    private func pause(_ interval: Seconds) async throws {
        let end = ContinuousClock.now + .nanoseconds(interval.nanoseconds)
        while !Console.isStopRequested, ContinuousClock.now < end {
            try await Task.sleep(for: min(.milliseconds(200), end - .now))
        }
    }
}

extension TopologyCommand {
    /// At the level that is asked for.
    func drawn(_ graph: TopologyGraph) -> TopologyGraph {
        let graph = hideSystem ? graph.withoutSystem : graph
        guard let level = level?.level ?? (format == .json ? nil : .app) else { return graph }
        return graph.rolledUp(to: level)
    }
}
