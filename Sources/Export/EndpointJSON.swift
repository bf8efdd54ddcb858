import Events
import Traffic
import Workloads

extension JSONLine {
    /// One end: its address, and who it is if it is on this host.
    mutating func endpoint(
        _ key: String, _ party: Party, address: IPAddress?, port: UInt16?, path: String?, _ naming: Naming, process: ProcessID? = nil
    ) {
        object(key) {
            if let address, !address.isUnspecified { $0.add("address", address.description) }
            if let port, port != 0 { $0.add("port", port) }
            $0.add("path", path)
            guard case .workload(let id) = party else { return }
            $0.add("host", naming.host)
            $0.workload(naming.workload(id), process: process)
        }
    }

    private mutating func workload(_ workload: Workload, process: ProcessID?) {
        add("workload", workload.name)
        object("process") {
            $0.add("pid", process ?? workload.process?.pid)
            $0.add("name", workload.process?.name)
        }
        add("cgroup", workload.cgroup)
        if let container = workload.container {
            object("container") {
                $0.add("id", container.id)
                $0.add("name", container.name)
                $0.add("image", container.image)
                $0.add("runtime", container.runtime)
            }
        }
        if let pod = workload.pod {
            object("pod") {
                $0.add("uid", pod.uid)
                $0.add("name", pod.name)
                $0.add("namespace", pod.namespace)
            }
        }
        if let app = workload.app {
            object("app") {
                $0.add("id", app.id)
                $0.add("kind", app.kind.rawValue)
            }
        }
        object("labels") {
            for (key, value) in workload.labels.sorted(by: { $0.key < $1.key }) { $0.add(key, value) }
        }
    }
}
