public import Logging
import Synchronization

/// Follows the containers of an engine of Kubernetes: containerd, CRI-O, and whatever else speaks CRI v1.
///
/// Read-only: it asks for the version, lists of containers and pods, the addresses of pods, and, where that disturbs nobody, for events;
/// nothing else. Any thread; its handler is called from Swift's own threads, one update at a time.
public final class CriEngine: Sendable {
    /// containerd's, CRI-O's, and that of k3s and RKE2.
    public static let defaultSockets = [
        "/run/containerd/containerd.sock", "/var/run/crio/crio.sock", "/run/k3s/containerd/containerd.sock",
    ]

    /// What has happened since it was made.
    public struct Counters: Hashable, Sendable {
        public var connections: UInt64 = 0
        /// All containers, from the first to the last.
        public var listings: UInt64 = 0
        public var updates: UInt64 = 0
        /// Entries of listings that were too many or not what engines write.
        public var dropped: UInt64 = 0
    }

    public let socket: String
    let logger: Logger
    let pauses: CriPauses
    private let state = Mutex(Counters())
    let bell = CriBell()

    /// `socket` is a path, without `unix://`. Connects to nothing yet.
    public convenience init(socket: String, logger: Logger) { self.init(socket: socket, logger: logger, pauses: CriPauses()) }

    init(socket: String, logger: Logger, pauses: CriPauses) {
        self.socket = socket
        self.logger = logger
        self.pauses = pauses
    }

    public var counters: Counters { state.withLock(\.self) }

    func count(_ field: WritableKeyPath<Counters, UInt64>, _ more: Int = 1) {
        state.withLock { $0[keyPath: field] += UInt64(more) }
    }

    /// Asks once who answers at a socket; at most some fifteen seconds.
    public static func probe(_ socket: String) async -> Result<CriVersion, CriError> {
        do throws(CriError) {
            return .success(try await CriClient.connected(to: socket) { client throws(CriError) in try await client.version() })
        } catch {
            return .failure(error)
        }
    }

    /// Lists the containers soon, not only when it is time: for whoever sees that there is a new one. At most one listing a second.
    public func look() { bell.ring() }

    /// Tells of every container and pod there is, then of every change, until its task is cancelled. An engine that goes away is tried
    /// again, ever slower; meanwhile nothing is said to be gone. Must not run twice at once.
    public func run(_ handler: @escaping @Sendable (ContainerUpdate) -> Void) async {
        var knowledge = CriKnowledge()
        var pause = pauses.first
        var lastError: CriError?
        while !Task.isCancelled {
            let before = counters.listings
            let error = await follow(&knowledge, handler)
            if Task.isCancelled { break }
            if counters.listings > before {
                pause = pauses.first
                lastError = nil
            }
            if error != lastError { logger.notice("\(error)") }
            lastError = error
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, pauses.longest)
        }
    }
}

/// Between attempts, and between listings.
struct CriPauses: Sendable {
    var first: Duration = .milliseconds(500)
    var longest: Duration = .seconds(30)
    /// However often the bell rings.
    var betweenListings: Duration = .seconds(1)
    var withoutEvents: Duration = .seconds(5)
    /// Engines drop events when there are too many.
    var withEvents: Duration = .seconds(60)
}
