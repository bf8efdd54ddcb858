public import Events

/// The best answer so far to "who is it": a copy, true at the moment of asking.
public struct Workload: Hashable, Sendable {
    public struct Process: Hashable, Sendable {
        /// Only while exactly one process has been seen under this workload.
        public var pid: ProcessID?
        /// The kernel's name of it, up to 15 bytes.
        public var name: String

        public init(pid: ProcessID? = nil, name: String) {
            self.pid = pid
            self.name = name
        }
    }

    public struct Container: Hashable, Sendable {
        /// In full.
        public var id: String
        /// The engine's name for it.
        public var name: String?
        public var image: String?
        public var runtime: String

        public init(id: String, name: String? = nil, image: String? = nil, runtime: String) {
            self.id = id
            self.name = name
            self.image = image
            self.runtime = runtime
        }
    }

    public struct Pod: Hashable, Sendable {
        public var uid: String?
        public var name: String?
        public var namespace: String?

        public init(uid: String? = nil, name: String? = nil, namespace: String? = nil) {
            self.uid = uid
            self.name = name
            self.namespace = namespace
        }
    }

    /// Of Mesos.
    public struct Task: Hashable, Sendable {
        /// nil for an executor that runs several, and for one whose id nobody told.
        public var id: String?
        public var name: String?
        /// The framework's name.
        public var framework: String?
        public var frameworkID: String?
        public var agentID: String?
        /// Of a pod: which of its containers.
        public var part: String?

        public init(
            id: String? = nil, name: String? = nil, framework: String? = nil, frameworkID: String? = nil, agentID: String? = nil,
            part: String? = nil
        ) {
            self.id = id
            self.name = name
            self.framework = framework
            self.frameworkID = frameworkID
            self.agentID = agentID
            self.part = part
        }
    }

    public struct App: Hashable, Sendable, Codable {
        public enum Kind: String, Sendable, Codable { case systemd, compose, swarm, nomad, marathon, chronos, metronome }
        /// `/project/service` of compose, `/shop/web` of Marathon, `nginx.service` of systemd.
        public var id: String
        public var kind: Kind

        public init(id: String, kind: Kind) {
            self.id = id
            self.kind = kind
        }
    }

    /// Short and never empty: the app and its program's part in it, the container, its short id, the unit, or `command[pid]`.
    public var name: String
    public var process: Process?
    /// From the root of its hierarchy: the deepest of the two that were seen.
    public var cgroup: String?
    public var container: Container?
    public var pod: Pod?
    public var task: Task?
    public var app: App?
    /// Where it runs; nil: here.
    public var host: String?
    /// Of the container, as the engine has them, and of the task.
    public var labels: [String: String] = [:]
    /// Of the first process seen, the first 256 bytes; empty when not known.
    public var commandLine: [String] = []
    /// IP addresses that the engine gave the container, as it writes them.
    public var addresses: [String] = []
    /// Where all this comes from, most trusted first.
    public var evidence: [Evidence] = []
    /// A name that DNS gives it: of ends that are elsewhere.
    public var dns: String?

    public init(name: String) { self.name = name }

    /// The task and the app are what the process says of itself; nobody else does.
    public var isHint: Bool { evidence.contains(where: \.isHint) }

    /// For a line on a terminal: the name, and the program inside it where that says more: `shop/web (nginx)`. `~` behind the name says
    /// that it is a hint.
    public var title: String {
        let name = isHint ? name + "~" : name
        guard let process, container != nil || app != nil || task != nil, process.name != self.name else { return name }
        return "\(name) (\(process.name))"
    }

    /// Keeps the order of trust.
    mutating func believe(_ more: [Evidence]) {
        let all = Set(evidence).union(more)
        evidence = Evidence.allCases.filter(all.contains)
    }
}
