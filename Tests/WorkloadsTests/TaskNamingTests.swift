import Events
import Testing

@testable import Workloads

private let top = "0d9e8f7a-1111-4222-8333-444455556666"
private let inner = "1a2b3c4d-aaaa-4bbb-8ccc-ddddeeeeffff"
private let box = String(repeating: "5ea1", count: 16)

private func cgroup(_ id: UInt64) -> CgroupID { CgroupID(id: id, hierarchy: 3) }

private func directory(_ paths: [UInt64: String]) -> WorkloadDirectory {
    let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil, limit: 100)
    for (id, path) in paths { directory.observe(.made(path, cgroup(id))) }
    return directory
}

private func owner(_ pid: ProcessID, _ command: String, _ id: UInt64) -> Owner {
    Owner(process: pid, command: Command(command), cgroupV2: CgroupID(id: 1, hierarchy: 0), cgroupV1: cgroup(id))
}

private func task(
    _ id: String, container: String? = nil, app: String? = nil, framework: String = "fw-1", name: String? = nil, executor: String? = nil,
    labels: [String: String] = [:], state: TaskUpdate.State = .present, kind: TaskUpdate.Kind = .task
) -> TaskUpdate {
    TaskUpdate(
        state: state, kind: kind, id: id, name: name, frameworkID: framework, framework: "marathon", executorID: executor, agentID: "agent-7",
        host: "node-7", containerID: container, app: app.map { Workload.App(id: $0, kind: .marathon) }, labels: labels,
        sources: [.mesosAgent, .mesosMaster])
}

@Suite struct TaskNamingTests {
    @Test("a Mesos cgroup gets its task, framework, agent and app; names that come late are in")
    func containerizer() {
        let directory = directory([50: "/mesos/\(top)"])
        let id = directory.identify(owner(1, "nginx", 50))
        #expect(directory.workload(id).task == nil)
        #expect(directory.questions.take() == [top])
        directory.observe(.task(task("shop_web.1", container: top, app: "/shop/web", name: "web.shop", labels: ["tier": "front"])))
        let web = directory.workload(id)
        #expect(web.name == "shop/web")
        #expect(web.title == "shop/web (nginx)")
        #expect(web.task == Workload.Task(id: "shop_web.1", name: "web.shop", framework: "marathon", frameworkID: "fw-1", agentID: "agent-7"))
        #expect(web.app == Workload.App(id: "/shop/web", kind: .marathon))
        #expect(web.host == "node-7")
        #expect(web.labels == ["tier": "front"])
        #expect(web.evidence == [.cgroup, .mesosAgent, .mesosMaster])
        #expect(!web.isHint)
    }

    @Test("of nested containers the task's is named with its pod; a check's container is the task's")
    func nested() {
        let directory = directory([
            50: "/mesos/\(top)", 51: "/mesos/\(top)/mesos/\(inner)", 52: "/mesos/\(top)/mesos/\(inner)/mesos/check-1",
        ])
        directory.observe(.task(task("instance-shop_pod.x", container: top, app: "/shop/pod", executor: "instance-shop_pod.x", kind: .executor)))
        directory.observe(.task(task("shop_pod.x.nginx", container: "\(top).\(inner)", app: "/shop/pod", name: "nginx")))
        #expect(directory.workload(directory.identify(owner(1, "mesos-default-e", 50))).task?.id == nil)
        let nginx = directory.workload(directory.identify(owner(2, "nginx", 51)))
        #expect(nginx.name == "shop/pod/nginx")
        #expect(nginx.task?.id == "shop_pod.x.nginx")
        #expect(directory.workload(directory.identify(owner(3, "curl", 52))).task?.id == "shop_pod.x.nginx")
    }

    @Test("several tasks in one container: their executor, and the app where it is one")
    func customExecutor() {
        let directory = directory([50: "/mesos/\(top)"])
        directory.observe(.task(task("a", container: top, app: "/data", executor: "hdfs")))
        directory.observe(.task(task("b", container: top, app: "/data", executor: "hdfs")))
        let node = directory.workload(directory.identify(owner(1, "java", 50)))
        #expect(node.task == Workload.Task(id: nil, name: nil, framework: "marathon", frameworkID: "fw-1", agentID: "agent-7"))
        #expect(node.app?.id == "/data")
        directory.observe(.task(task("b", container: top, app: "/other", executor: "hdfs")))
        #expect(directory.workload(directory.identify(owner(1, "java", 50))).app == nil)
        directory.observe(.task(task("b", container: top, app: "/other", executor: "hdfs", state: .removed)))
        #expect(directory.workload(directory.identify(owner(1, "java", 50))).task?.id == "a")
    }

    @Test("a task that ended keeps its name", arguments: [false, true])
    func ended(late: Bool) {
        let directory = directory([50: "/mesos/\(top)"])
        let id = late ? nil : directory.identify(owner(1, "sh", 50))
        directory.observe(.task(task("job", container: top, app: "/job")))
        directory.observe(.task(task("job", container: top, app: "/job", state: .removed)))
        #expect(directory.workload(id ?? directory.identify(owner(1, "sh", 50))).name == "job")
    }

    @Test("the Docker containerizer's containers are known by each form of their names", arguments: [
        "mesos-\(top)", "mesos-20150101-agent-S0.\(top)", "mesos-\(top).executor", "mesos-a-S1.\(top).executor",
    ])
    func dockerContainerizer(name: String) {
        let directory = directory([50: "/docker/\(box)"])
        directory.observe(.container(ContainerUpdate(id: box, runtime: "docker", name: name, image: "nginx:1")))
        directory.observe(.task(task("shop_web.1", container: top, app: "/shop/web")))
        let web = directory.workload(directory.identify(owner(1, "nginx", 50)))
        #expect(web.name == "shop/web")
        #expect(web.container?.image == "nginx:1")
        #expect(web.evidence == [.cgroup, .docker, .mesosAgent, .mesosMaster])
    }

    @Test("what only looks like Mesos' names is none", arguments: ["mesos-", "mesos-web", "mesosphere-\(top)", "mesos-\(top)x", "web"])
    func otherNames(name: String) { #expect(MesosContainerName.containerID(name) == nil) }

    @Test("Marathon's label names a task that no name led to; the cluster's word on it is taken")
    func label() {
        let directory = directory([50: "/docker/\(box)"])
        directory.observe(.container(ContainerUpdate(id: box, runtime: "docker", name: "web", labels: ["MESOS_TASK_ID": "shop_web.1"])))
        let id = directory.identify(owner(1, "nginx", 50))
        #expect(directory.workload(id).task?.id == "shop_web.1")
        #expect(directory.workload(id).evidence == [.cgroup, .docker, .labels])
        directory.observe(.task(task("shop_web.1", container: top, app: "/shop/web")))
        #expect(directory.workload(id).app?.id == "/shop/web")
    }

    @Test("one id in two frameworks names nobody, unless one of them has ended")
    func sameID() {
        let directory = directory([50: "/docker/\(box)"])
        directory.observe(.container(ContainerUpdate(id: box, runtime: "docker", name: "web", labels: ["MESOS_TASK_ID": "t"])))
        directory.observe(.task(task("t", app: "/one", framework: "fw-1")))
        directory.observe(.task(task("t", app: "/two", framework: "fw-2")))
        let id = directory.identify(owner(1, "nginx", 50))
        #expect(directory.workload(id).app == nil)
        directory.observe(.task(task("t", app: "/one", framework: "fw-1", state: .removed)))
        #expect(directory.workload(id).app?.id == "/two")
    }

    @Test("an agent's own --cgroups_root: paths seen before and after are read anew")
    func cgroupsRoot() {
        let directory = directory([50: "/farm/second/\(top)", 51: "/farm/second/\(top)/mesos/\(inner)/leaf"])
        let before = directory.identify(owner(1, "nginx", 50))
        #expect(directory.workload(before).container == nil)
        directory.observe(.cgroupsRoot("farm/second"))
        directory.observe(.made("/farm/second/\(inner)", cgroup(52)))
        directory.observe(.task(task("a", container: top)))
        directory.observe(.task(task("b", container: "\(top).\(inner)")))
        directory.observe(.task(task("c", container: inner)))
        #expect(directory.workload(directory.identify(owner(2, "sh", 50))).task?.id == "a")
        #expect(directory.workload(directory.identify(owner(3, "sh", 51))).task?.id == "b")
        #expect(directory.workload(directory.identify(owner(4, "sh", 52))).task?.id == "c")
        #expect(directory.cgroups(ofContainer: top).map(\.id) == [50, 51])
    }
}
