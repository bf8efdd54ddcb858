import Events
import Traffic
import Workloads

/// One end of a flow or a request, as it is printed.
struct EndpointText {
    var party: Party
    /// Who it is, as far as anybody knows.
    var who: Workload?
    var address: IPAddress?
    var port: UInt16?
    /// Of a unix socket.
    var path: String?
    /// Of a request: the very process.
    var process: ProcessID?
    /// What the client asked for, where that was translated on the way.
    var dialled: Endpoint?

    var isHere: Bool { if case .workload = party { true } else { false } }
}

extension JSONLine {
    /// One end: its address, and who it is.
    mutating func endpoint(_ key: String, _ end: EndpointText, _ naming: Naming) {
        object(key) {
            if let address = end.address, !address.isUnspecified { $0.add("address", address.description) }
            if let port = end.port, port != 0 { $0.add("port", port) }
            $0.add("path", end.path)
            if let dialled = end.dialled {
                $0.object("dialled") {
                    $0.add("address", dialled.address.description)
                    $0.add("port", dialled.port)
                }
            }
            $0.add("host", end.who?.host ?? (end.isHere && !naming.knowsHomes ? naming.host : nil))
            if let who = end.who { $0.workload(who, process: end.process) }
        }
    }

    /// The contract's names of a workload, without those of its address and host.
    public mutating func workload(_ workload: Workload, process: ProcessID?) {
        add("workload", workload.name)
        object("process") {
            $0.add("pid", process ?? workload.process?.pid)
            $0.add("name", workload.process?.name)
        }
        add("cgroup", workload.cgroup)
        object("container") {
            $0.add("id", workload.container?.id)
            $0.add("name", workload.container?.name)
            $0.add("image", workload.container?.image)
            $0.add("runtime", workload.container?.runtime)
        }
        object("pod") {
            $0.add("uid", workload.pod?.uid)
            $0.add("name", workload.pod?.name)
            $0.add("namespace", workload.pod?.namespace)
        }
        object("task") {
            $0.add("id", workload.task?.id)
            $0.add("name", workload.task?.name)
            $0.add("framework", workload.task?.framework)
            $0.add("framework_id", workload.task?.frameworkID)
            $0.add("agent_id", workload.task?.agentID)
        }
        object("app") {
            $0.add("id", workload.app?.id)
            $0.add("kind", workload.app?.kind.rawValue)
        }
        object("labels") {
            for (key, value) in workload.labels.sorted(by: { $0.key < $1.key }) { $0.add(key, value) }
        }
        add("dns", workload.dns)
        add("evidence", workload.evidence.map(\.rawValue))
        if workload.isHint { add("hint", true) }
    }
}
