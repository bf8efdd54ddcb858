import AsyncHTTPClient
public import Logging
import NIOCore
import Synchronization

/// Follows the containers of a Docker engine (or of Podman's socket, which speaks the same).
///
/// Read-only: it asks for the version, the list of containers and the events of containers, nothing else. Any thread; its handler is
/// called from Swift's own threads, one update at a time.
public final class DockerEngine: Sendable {
    public static let defaultSocket = "/var/run/docker.sock"

    /// What has happened since it was made.
    public struct Counters: Hashable, Sendable {
        /// Subscriptions that began.
        public var connections: UInt64 = 0
        public var updates: UInt64 = 0
        /// Answers, list entries and event lines that were too large or not what Docker writes.
        public var dropped: UInt64 = 0
    }

    public let socket: String
    private let runtime: String
    private let logger: Logger
    private let pauses: DockerPauses
    private let state = Mutex(Counters())

    /// `socket` is a path, without `unix://`. `runtime` is what the containers will be said to run in. Connects to nothing yet.
    public convenience init(socket: String = defaultSocket, runtime: String = "docker", logger: Logger) {
        self.init(socket: socket, runtime: runtime, logger: logger, pauses: DockerPauses())
    }

    init(socket: String, runtime: String, logger: Logger, pauses: DockerPauses) {
        self.socket = socket
        self.runtime = runtime
        self.logger = logger
        self.pauses = pauses
    }

    public var counters: Counters { state.withLock(\.self) }

    /// Asks once who answers at a socket; at most some ten seconds.
    public static func probe(_ socket: String = defaultSocket) async -> Result<DockerVersion, DockerError> {
        let client = DockerClient(socket: socket)
        let result: Result<DockerVersion, DockerError>
        do throws(DockerError) {
            result = .success(try await client.version())
        } catch {
            result = .failure(error)
        }
        await client.close()
        return result
    }

    /// Tells of every container there is, then of every change, until its task is cancelled. Subscribes first and lists then, so that
    /// nothing falls between; an engine that goes away is tried again, ever slower, and listed again. The same container may be
    /// told several times.
    public func run(_ handler: @escaping @Sendable (ContainerUpdate) -> Void) async {
        let client = DockerClient(socket: socket)
        let tell = DockerTelling(handler: handler)
        var pause = pauses.first
        var lastError: DockerError?
        var since = HostFiles.unixTime() - 60
        while !Task.isCancelled {
            let before = counters.connections
            let error = await follow(client, tell, since: &since)
            if Task.isCancelled { break }
            if counters.connections > before {
                pause = pauses.first
                lastError = nil
            }
            if error != lastError { logger.notice("\(error)") }
            lastError = error
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, pauses.longest)
        }
        await client.close()
    }
}

/// Who answers.
public struct DockerVersion: Hashable, Sendable {
    /// `28.2.2`.
    public var engine: String
    /// `1.50`.
    public var api: String?
}

/// Between attempts, and between listings.
struct DockerPauses: Sendable {
    var first: Duration = .milliseconds(500)
    var longest: Duration = .seconds(30)
    var betweenListings: Duration = .seconds(1)
}

// MARK: One connection

extension DockerEngine {
    private static let largestEvent = 1 << 20

    /// One subscription from its beginning to its end; returns why it ended.
    private func follow(_ client: DockerClient, _ tell: DockerTelling, since: inout Int64) async -> DockerError {
        do {
            let body = try await client.events(since: since)
            state.withLock { $0.connections += 1 }
            logger.info("following the containers of \(socket)")
            let (wishes, wish) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            wish.yield()
            // What happens while no one listens is asked for next time.
            since = HostFiles.unixTime() - 1
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.read(body, tell) { wish.yield() } }
                group.addTask { try await self.list(client, tell, wishes) }
                defer { group.cancelAll() }
                try await group.next()
            }
            return .badAnswer("GET /events: ended")
        } catch {
            return client.meaning(of: error, in: "GET /events")
        }
    }

    private func read(_ body: HTTPClientResponse.Body, _ tell: DockerTelling, wishListing: () -> Void) async throws {
        var lines = LineAssembler(limit: Self.largestEvent)
        for try await buffer in body {
            let before = lines.dropped
            for line in lines.append(buffer.readableBytesView) {
                guard let event = event(line) else { continue }
                hand([event.update], to: tell)
                if event.wantsListing { wishListing() }
            }
            drop(lines.dropped - before)
        }
    }

    private func event(_ line: [UInt8]) -> DockerEvent? {
        do {
            return try DockerMessages.event(line, runtime: runtime)
        } catch {
            drop(1)
            return nil
        }
    }

    /// One listing for any number of wishes, at most one a second. A bad one is dropped: the events go on.
    private func list(_ client: DockerClient, _ tell: DockerTelling, _ wishes: AsyncStream<Void>) async throws {
        for await _ in wishes {
            do throws(DockerError) {
                let answer = try DockerMessages.containers(try await client.containers(), runtime: runtime)
                drop(answer.bad)
                hand(answer.updates, to: tell)
            } catch {
                if Task.isCancelled { return }
                drop(1)
                logger.notice("\(error)")
            }
            try await Task.sleep(for: pauses.betweenListings)
        }
    }

    private func hand(_ updates: [ContainerUpdate], to tell: DockerTelling) {
        state.withLock { $0.updates += UInt64(updates.count) }
        tell(updates)
    }

    private func drop(_ count: Int) {
        if count > 0 { state.withLock { $0.dropped += UInt64(count) } }
    }
}

/// Calls the handler one update at a time: events and listings come from two tasks.
private final class DockerTelling: Sendable {
    private let handler: Mutex<@Sendable (ContainerUpdate) -> Void>

    init(handler: @escaping @Sendable (ContainerUpdate) -> Void) { self.handler = Mutex(handler) }

    func callAsFunction(_ updates: [ContainerUpdate]) {
        handler.withLock { handler in updates.forEach(handler) }
    }
}
