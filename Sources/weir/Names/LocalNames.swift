import Events
import Logging
import Mesos
import NIOCore
import Recording
import Synchronization
import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The names of this host: cgroups, processes, and what engines and clusters tell from tasks of their own. The pipeline's thread owns the
/// directory and takes their news out of a mailbox.
final class LocalNames {
    /// A piece of news, or an agent of Mesos that was found.
    enum News: Sendable {
        case name(NameUpdate)
        case agent(ProcessID)
    }

    let directory: WorkloadDirectory
    let configuration: Configuration
    /// Why an engine does not answer; none when all do or there is none.
    private(set) var engineFailures: [DockerError] = []
    /// Hears of each piece of news as it is taken.
    var observer: (NameUpdate) -> Void = { _ in }
    private let mailbox = Mailbox<News>(limit: 262_144)
    private var tasks: [Task<Void, Never>] = []
    private var cluster: ClusterFollower?
    private var engines = 0
    private var criEngines: [CriEngine] = []
    private var lastAddresses = MonotonicTime(nanoseconds: 0)

    init(_ configuration: Configuration) async throws(Failure) {
        self.configuration = configuration
        let environments = EnvironmentReader() // first of all: a process with many threads is a bad parent
        do throws(CgroupError) {
            directory = WorkloadDirectory(cgroups: try CgroupTree.host(), proc: "/proc")
        } catch {
            throw Failure(message: "\(error)")
        }
        if let environments { directory.environment = { environments.hints(of: $0) } }
        lookAtAddresses()
        NIOSingletons.groupLoopCountSuggestion = 1 // quiet connections: no thread per processor
        await listen(to: configuration.dockerSocket, runtime: "docker")
        if let podman = configuration.podmanSocket { await listen(to: podman, runtime: "podman") }
        await listenToKubernetes()
        follow(configuration.cluster)
    }

    private func listen(to socket: String, runtime: String) async {
        guard access(socket, F_OK) == 0 else { return }
        if case .failure(let error) = await DockerEngine.probe(socket) {
            engineFailures.append(error)
            Console.say("weir: containers will have no names: \(error)")
            return
        }
        engines += 1
        let engine = DockerEngine(socket: socket, runtime: runtime, logger: Self.logger(runtime))
        let mailbox = mailbox
        tasks.append(Task.detached { await engine.run { mailbox.put(.name(.container($0))) } })
    }

    /// containerd and CRI-O, where the kubelet drives them. One that is there without CRI is Docker's own.
    private func listenToKubernetes() async {
        for socket in configuration.criSocket.map({ [$0] }) ?? CriEngine.defaultSockets where access(socket, F_OK) == 0 {
            switch await CriEngine.probe(socket) {
            case .success: break
            case .failure(.unimplemented) where configuration.criSocket == nil: continue
            case .failure(let error):
                Console.say("weir: containers of Kubernetes will have no names: \(error)")
                continue
            }
            engines += 1
            let engine = CriEngine(socket: socket, logger: Self.logger("cri"))
            let mailbox = mailbox
            tasks.append(Task.detached { await engine.run { mailbox.put(.name(.container($0))) } })
            criEngines.append(engine)
        }
    }

    /// The cluster, and the processes that lead to it.
    private func follow(_ configuration: ClusterConfiguration) {
        let mailbox = mailbox
        let follower = ClusterFollower(configuration: configuration, logger: Self.logger("cluster")) { updates in
            for update in updates { mailbox.put(.name(update)) }
        }
        cluster = follower
        tasks.append(Task.detached { await follower.run() })
        guard configuration.discovers else { return }
        tasks.append(Task.detached {
            var watch = ProcessWatch(names: ["mesos-master", "mesos-slave", "mesos-agent"])
            while !Task.isCancelled {
                for found in watch.look() {
                    // A task that calls itself a master would name others' traffic: one in a container has to be named by the user.
                    guard !found.isContained, let process = MesosProcess(found) else { continue }
                    follower.notice(process: process)
                    if process.role == .agent { mailbox.put(.agent(found.process)) }
                }
                try? await Task.sleep(for: .seconds(1))
            }
        })
    }

    private static func logger(_ label: String) -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }

    /// Somebody may tell of tasks that come.
    var followsCluster: Bool { cluster?.status.isEmpty == false }

    /// What the APIs of the cluster said lately.
    var clusterStatus: [EndpointStatus] { cluster?.status ?? [] }

    /// Docker tells of running containers at once; a filter by name needs that first, and a cluster's names take a moment.
    func waitFor(_ filter: FilterOptions) async throws {
        guard !filter.selection.isEmpty else { return }
        for _ in 0..<100 {
            takeNews()
            let isComplete = filter.container.allSatisfy { !directory.cgroups(ofContainer: $0).isEmpty }
            if isComplete, !directory.cgroups(of: filter.selection).isEmpty || engines == 0 && !followsCluster { return }
            if isComplete == false, engines == 0, !followsCluster { return }
            try await Task.sleep(for: .milliseconds(30))
        }
    }

    /// Until everybody who was found has answered or failed, at most so long.
    func settle(for time: Seconds) async throws {
        let end = Clock.now().nanoseconds + time.nanoseconds
        let least = Clock.now().nanoseconds + Self.leastWait
        var isQuiet = false
        while Clock.now().nanoseconds < end, !Console.isStopRequested {
            let isNews = takeNews()
            let isAnswered = clusterStatus.allSatisfy { $0.state != .neverAsked }
            if isQuiet, !isNews, isAnswered, Clock.now().nanoseconds >= least { return }
            isQuiet = !isNews
            try await Task.sleep(for: .milliseconds(100))
        }
        takeNews()
    }

    /// The first look for processes, and what engines list, come within this.
    private static let leastWait: UInt64 = 500_000_000

    /// On the pipeline's thread, now and then. True when somebody had something to tell.
    @discardableResult
    func takeNews() -> Bool {
        let news = mailbox.takeAll()
        for piece in news {
            switch piece {
            case .name(let update):
                directory.observe(update)
                observer(update)
            case .agent(let process): directory.observe(agent: process)
            }
        }
        if Clock.now().nanoseconds(since: lastAddresses) >= Self.betweenAddresses { lookAtAddresses() }
        if !directory.engineQuestions.take().isEmpty { for engine in criEngines { engine.look() } }
        for container in directory.questions.take() { cluster?.unknownContainer(container) }
        return !news.isEmpty
    }

    /// Those of this host, where containers publish their ports.
    private func lookAtAddresses() {
        lastAddresses = Clock.now()
        directory.setLocal(Set(HostFacts.interfaces().map(\.address)), at: lastAddresses)
    }

    private static let betweenAddresses: UInt64 = 10_000_000_000

    func noContainer(_ name: String) -> String {
        let why =
            engineFailures.first.map { "\($0)" }
            ?? (engines == 0 ? "there is no Docker at \(configuration.dockerSocket), and no cgroup has this id"
                : "no running container has this name or id")
        return "--container \(name): \(why)"
    }

    func stop() {
        for task in tasks { task.cancel() }
    }
}

extension MesosProcess {
    init?(_ found: ProcessWatch.Found) {
        self.init(name: found.name, arguments: found.arguments)
        listening = found.listening
    }
}
