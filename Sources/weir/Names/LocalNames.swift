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
    private(set) var configuration: Configuration
    /// Hears of each piece of news as it is taken.
    var observer: (NameUpdate) -> Void = { _ in }
    private let mailbox = Mailbox<News>(limit: 262_144)
    private var tasks: [Task<Void, Never>] = []
    private var cluster: ClusterFollower?
    private let engines: Engines
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
        NIOSingletons.groupLoopCountSuggestion = 1 // quiet connections: no thread per processor
        let mailbox = mailbox
        engines = await Engines(configuration) { mailbox.put(.name(.container($0))) }
        lookAtAddresses()
        follow(configuration.cluster)
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

    /// Follows what the settings say now. Sockets of engines and the host's name stay as they were.
    func reload(_ configuration: Configuration) {
        for task in tasks { task.cancel() }
        tasks = []
        self.configuration.cluster = configuration.cluster
        follow(configuration.cluster)
    }

    static func logger(_ label: String) -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }

    /// What was told faster than it was taken.
    var droppedNews: UInt64 { mailbox.dropped }

    /// Somebody may tell of tasks that come.
    var followsCluster: Bool { cluster?.status.isEmpty == false }

    /// What the APIs of the cluster said lately.
    var clusterStatus: [EndpointStatus] { cluster?.status ?? [] }

    /// Docker tells of running containers at once; a filter by name needs that first, and a cluster's names take a moment.
    func waitFor(_ filter: FilterOptions) async throws {
        guard !filter.selection.isEmpty else { return }
        for _ in 0..<100 {
            takeNews()
            if engines.count == 0, !followsCluster { return } // nobody will tell
            let areContainersHere = filter.container.allSatisfy { !directory.cgroups(ofContainer: $0).isEmpty }
            if areContainersHere, !directory.cgroups(of: filter.selection).isEmpty { return }
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
        if !directory.engineQuestions.take().isEmpty { engines.look() }
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
            engines.failures.first.map { "\($0)" }
            ?? (engines.count == 0 ? "there is no Docker at \(configuration.dockerSocket), and no cgroup has this id"
                : "no running container has this name or id")
        return "--container \(name): \(why)"
    }

    func stop() {
        engines.stop()
        for task in tasks { task.cancel() }
    }
}

extension MesosProcess {
    init?(_ found: ProcessWatch.Found) {
        self.init(name: found.name, arguments: found.arguments)
        listening = found.listening
    }
}
