/// What the cluster is made of.
struct FakeTask {
    var id: String
    var name: String
    var framework: String
    /// nil for a command task.
    var executor: String?
    var agent: String
    /// `parent.child` when nested.
    var container: String?
    var process: Int?
    /// Of its containers' network; else the agent's.
    var address: String?
    var ports: [Int] = []
    var labels: [(String, String)] = []
    /// `/shop/web`: Marathon knows it.
    var app: String?
    /// `/shop/cart`: the same of a pod.
    var pod: String?
    /// `name:port` or `ip:port`.
    var virtualAddress: String?
    /// Without `TASK_`.
    var state = "RUNNING"

    var isTerminal: Bool { !["STAGING", "STARTING", "RUNNING", "KILLING", "UNREACHABLE"].contains(state) }

    var executorID: String { executor ?? id }
}

struct FakeFramework {
    var id: String
    var name: String
    var url: String?
    var host: String?
    var isActive = true
}

struct FakeAgent {
    var id: String
    var host: String
    var address: String
    var port: Int

    var process: String { "slave(1)@\(address):\(port)" }
}

struct FakeJob {
    var name: String
    var owner: String?
    var parents: [String] = []
    var isDisabled = false
}

/// Of mesos-dns and dcos-net.
struct FakeRecord {
    var name: String
    var address: String
}

struct FakeService {
    /// `11.0.0.1:80`, or a name with its port.
    var label: String
    var backends: [String] = []
}

/// Whom a port plays.
enum Role: String, CaseIterable {
    case master, agent, marathon, chronos, metronome, dns, net, router
}

/// How it misbehaves.
struct Behaviour {
    /// Takes requests and never answers.
    var hangs = false
    /// Wants `Authorization` to be one of `World.keys`.
    var wantsCredentials = false
    /// Everything is redirected there.
    var redirect: String?
    /// Before Mesos 1.0: `/state.json` only; Chronos 2: no `/v1`.
    var isOld = false
    /// Streams send no heartbeats.
    var isSilent = false
    /// Answers with this status instead.
    var status: Int?
    /// Only of what leads to this; everything when nil.
    var path: String?
}
