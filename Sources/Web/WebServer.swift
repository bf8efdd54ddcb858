import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP/1.1 server that only reads: GET and HEAD, answers of JSON and text, streams of events, and the page's files. It knows
/// nothing of what it serves; `WebContent` does.
///
/// Everything of one server happens on one event loop; what `content` does happens in tasks. Any thread may call. Starts once.
public final class WebServer: Sendable {
    private let configuration: WebConfiguration
    private let content: any WebContent
    private let logger: Logger
    private let loop: any EventLoop
    private let ledger = Ledger()
    private let running = Mutex<Running?>(nil)

    private struct Running: Sendable {
        var listeners: [Listener]
        var connections: NIOLoopBound<Connections>
    }

    public init(
        _ configuration: WebConfiguration, content: any WebContent, logger: Logger,
        group: any EventLoopGroup = NIOSingletons.posixEventLoopGroup
    ) {
        self.configuration = configuration
        self.content = content
        self.logger = logger
        loop = group.next()
    }

    /// What happened so far.
    public var counters: WebCounters { ledger.counters }

    /// Listens on all addresses, or on none and throws. The addresses with the ports that port 0 became.
    public func start() async throws(WebError) -> [ListenAddress] {
        try configuration.checkSafety()
        let token: WebToken? = if let file = configuration.tokenFile { try WebToken(file: file) } else { nil }
        let tls: NIOSSLContext? = if let files = configuration.tls { try files.context() } else { nil }
        let site = Site(configuration, token, Assets(), content, ledger, logger)
        let connections: NIOLoopBound<Connections>
        do {
            connections = try await loop.submit { [loop] in
                NIOLoopBound(Connections(site, loop), eventLoop: loop)
            }.get()
        } catch {
            throw .listen(address: "the web server", why: "its event loop has ended")
        }
        var listeners: [Listener] = []
        do throws(WebError) {
            for address in configuration.addresses {
                listeners.append(try await Listener(address, tls, connections, site, loop))
            }
        } catch {
            for listener in listeners { await listener.close() }
            throw error
        }
        running.withLock { $0 = Running(listeners: listeners, connections: connections) }
        return listeners.map(\.address)
    }

    /// Accepts no more, ends streams with a last comment, lets answers under way be sent for at most `limits.farewell`, then closes all.
    public func stop() async {
        guard let running = running.withLock({ running in
            defer { running = nil }
            return running
        }) else { return }
        for listener in running.listeners { await listener.close() }
        let left = loop.flatSubmit { [farewell = configuration.limits.farewell] in running.connections.value.leave(within: farewell) }
        try? await left.get()
    }
}
