import Logging
import TopologySources
import Traffic
import Web

/// `weir topology --serve`: the page and the API, of what the sources say when somebody looks.
struct TopologyServing {
    private let command: TopologyCommand
    private let source: any TopologySource

    init(_ command: TopologyCommand, _ source: any TopologySource) {
        (self.command, self.source) = (command, source)
    }

    /// Until Ctrl-C.
    func run() async throws {
        var logger = Logger(label: "weir")
        logger.logLevel = .warning
        let server: WebServer
        do throws(WebError) {
            var addresses: [ListenAddress] = []
            for text in command.listen.isEmpty ? ["127.0.0.1:7117"] : command.listen { addresses.append(try ListenAddress(text)) }
            let desk = TopologyDesk(source, hidesSystem: command.hideSystem)
            let content = TopologyContent(desk: desk, window: command.window?.nanoseconds ?? command.stretch)
            server = WebServer(WebConfiguration(addresses: addresses), content: content, logger: logger)
            for address in try await server.start() { Console.say("weir: serving at \(address.url); Ctrl-C ends") }
        } catch {
            throw Failure(message: "\(error)", status: error.exitStatus)
        }
        while !Console.isStopRequested { try await Task.sleep(for: .milliseconds(200)) }
        await server.stop()
    }
}

extension WebError {
    /// 2 for what was asked for wrongly.
    fileprivate var exitStatus: Int32 {
        switch self {
        case .address, .unguarded: 2
        case .listen, .token, .certificate: 1
        }
    }
}

extension ListenAddress {
    fileprivate var url: String {
        if case .ip = self { return "http://\(self)/" }
        return "\(self)"
    }
}

/// The API as far as sources can answer it; what only a daemon knows is not there.
struct TopologyContent: WebContent {
    let desk: TopologyDesk
    /// Nanoseconds, where nobody says otherwise.
    let window: UInt64

    func answer(_ request: WebRequest) async -> WebAnswer {
        switch request.path {
        case "/healthz": return .text("ok\n")
        case "/api/v1/topology":
            if request.value("for") == "merge" { return .bad("only what one daemon knows can be merged: ask the daemons") }
            do {
                let asked = try TimeWindow(request)
                let length = request.value("window") == nil ? window : asked.length
                return .json(try await desk.graph(at: asked.end, window: length).json(buckets: request.flag("buckets")))
            } catch let wrong as TimeWindow.Wrong {
                return .bad(wrong.reason)
            } catch {
                return .unavailable((error as? Failure)?.message ?? "\(error)")
            }
        default: return .notFound
        }
    }
}

/// Asks the source once for all who look at the same time: an answer about now is good for a second.
actor TopologyDesk {
    private let source: any TopologySource
    private let hidesSystem: Bool
    private var latest: (window: UInt64, from: ContinuousClock.Instant, asking: Task<TopologyGraph, any Error>)?

    init(_ source: any TopologySource, hidesSystem: Bool) {
        (self.source, self.hidesSystem) = (source, hidesSystem)
    }

    func graph(at time: UInt64?, window: UInt64) async throws -> TopologyGraph {
        if let time { return try await asking(time, window).value }
        if let latest, latest.window == window, .now - latest.from < .seconds(1) { return try await latest.asking.value }
        let asking = asking(nil, window)
        latest = (window, .now, asking)
        return try await asking.value
    }

    private func asking(_ time: UInt64?, _ window: UInt64) -> Task<TopologyGraph, any Error> {
        Task { [source, hidesSystem] in
            let graph = TopologyGraph(try await source.view(at: time, window: window))
            return hidesSystem ? graph.withoutSystem : graph
        }
    }
}
