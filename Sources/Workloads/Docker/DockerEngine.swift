public import Logging
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
    let runtime: String
    let logger: Logger
    let pauses: DockerPauses
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

    func count(_ field: WritableKeyPath<Counters, UInt64>, _ more: Int = 1) {
        state.withLock { $0[keyPath: field] += UInt64(more) }
    }

    /// Asks once who answers at a socket; at most some twenty seconds.
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
