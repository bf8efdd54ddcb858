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

    public struct App: Hashable, Sendable {
        public enum Kind: String, Sendable { case systemd, compose, marathon, chronos }
        /// `/project/service` of compose, `/shop/web` of Marathon, `nginx.service` of systemd.
        public var id: String
        public var kind: Kind

        public init(id: String, kind: Kind) {
            self.id = id
            self.kind = kind
        }
    }

    /// Short and never empty: the compose service, the pod's container, the container, its short id, the unit, or `command[pid]`.
    public var name: String
    public var process: Process?
    /// From the root of its hierarchy: the deepest of the two that were seen.
    public var cgroup: String?
    public var container: Container?
    public var pod: Pod?
    public var app: App?
    /// Of the container, as the engine has them.
    public var labels: [String: String]
    /// Of the first process seen, the first 256 bytes; empty when not known.
    public var commandLine: [String]
    /// IP addresses that the engine gave the container, as it writes them.
    public var addresses: [String]

    public init(
        name: String, process: Process? = nil, cgroup: String? = nil, container: Container? = nil, pod: Pod? = nil, app: App? = nil,
        labels: [String: String] = [:], commandLine: [String] = [], addresses: [String] = []
    ) {
        self.name = name
        self.process = process
        self.cgroup = cgroup
        self.container = container
        self.pod = pod
        self.app = app
        self.labels = labels
        self.commandLine = commandLine
        self.addresses = addresses
    }

    /// For a line on a terminal: the name, and the program inside it where that says more: `shop/web (nginx)`.
    public var title: String {
        guard let process, container != nil || app != nil, process.name != name else { return name }
        return "\(name) (\(process.name))"
    }
}
