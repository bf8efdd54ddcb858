public import Events

/// The best answer so far to "who is it": a copy, true at the moment of asking.
public struct Workload: Hashable, Sendable {
    public struct Process: Hashable, Sendable {
        /// Only while exactly one process has been seen under this workload.
        public var pid: ProcessID?
        /// The kernel's name of it, up to 15 bytes.
        public var name: String
    }

    public struct Container: Hashable, Sendable {
        /// In full.
        public var id: String
        /// The engine's name for it.
        public var name: String?
        public var image: String?
        public var runtime: String
    }

    public struct Pod: Hashable, Sendable {
        public var uid: String?
        public var name: String?
        public var namespace: String?
    }

    public struct App: Hashable, Sendable {
        public enum Kind: String, Sendable { case systemd, compose, marathon, chronos }
        /// `/project/service` of compose, `/shop/web` of Marathon, `nginx.service` of systemd.
        public var id: String
        public var kind: Kind
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

    /// For a line on a terminal: the name, and the program inside it where that says more: `shop/web (nginx)`.
    public var title: String {
        guard let process, container != nil || app != nil, process.name != name else { return name }
        return "\(name) (\(process.name))"
    }
}
