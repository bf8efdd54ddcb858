import Events
import Logging
import NIOCore
import Synchronization
import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The names of this host: cgroups, processes, and what Docker tells from its own task. The pipeline's thread owns the directory and
/// takes Docker's news out of a mailbox.
final class LocalNames {
    let directory: WorkloadDirectory
    let dockerSocket: String
    /// Why Docker does not answer, `nil` when it does or there is none.
    private(set) var dockerFailure: DockerError?
    /// Hears of each piece of news as it is taken.
    var observer: (ContainerUpdate) -> Void = { _ in }
    private let mailbox = Mailbox<ContainerUpdate>(limit: 65_536)
    private var task: Task<Void, Never>?

    init(dockerSocket: String) async throws(Failure) {
        self.dockerSocket = dockerSocket
        do throws(CgroupError) {
            directory = WorkloadDirectory(cgroups: try CgroupTree.host(), proc: "/proc")
        } catch {
            throw Failure(message: "\(error)")
        }
        await listenToDocker()
    }

    private func listenToDocker() async {
        guard access(dockerSocket, F_OK) == 0 else { return }
        NIOSingletons.groupLoopCountSuggestion = 1 // one quiet connection: no thread per processor
        if case .failure(let error) = await DockerEngine.probe(dockerSocket) {
            dockerFailure = error
            Console.say("weir: containers will have no names: \(error)")
            return
        }
        var logger = Logger(label: "docker") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let engine = DockerEngine(socket: dockerSocket, logger: logger)
        let mailbox = mailbox
        task = Task.detached { await engine.run { mailbox.put($0) } }
    }

    /// Docker tells of running containers at once; a filter by name needs that first.
    func waitFor(containers: [String]) async throws {
        for _ in 0..<100 {
            takeNews()
            if containers.allSatisfy({ !directory.cgroups(ofContainer: $0).isEmpty }) || task == nil { return }
            try await Task.sleep(for: .milliseconds(30))
        }
    }

    /// On the pipeline's thread, now and then. True when an engine had something to tell.
    @discardableResult
    func takeNews() -> Bool {
        let updates = mailbox.takeAll()
        for update in updates {
            directory.observe(update)
            observer(update)
        }
        return !updates.isEmpty
    }

    func noContainer(_ name: String) -> String {
        let why =
            dockerFailure.map { "\($0)" }
            ?? (task == nil ? "there is no Docker at \(dockerSocket), and no cgroup has this id" : "no running container has this name or id")
        return "--container \(name): \(why)"
    }

    func stop() { task?.cancel() }
}

/// Values from other threads, taken out in batches. Bounded: full, it drops the newest.
final class Mailbox<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func put(_ value: Value) {
        values.withLock { if $0.count < limit { $0.append(value) } }
    }

    func takeAll() -> [Value] {
        values.withLock { values in
            defer { values = [] }
            return values
        }
    }
}
