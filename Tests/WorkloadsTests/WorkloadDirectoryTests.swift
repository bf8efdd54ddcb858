import Events
import Testing

@testable import Workloads

private let box = String(repeating: "5ea1", count: 16)
private let v2Root = CgroupID(id: 1, hierarchy: 0)

/// A directory that lives on events, as in a replay.
private func replay(_ paths: [UInt64: String], limit: Int = 100) -> WorkloadDirectory {
    let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil, limit: limit)
    for (id, path) in paths { directory.observe(.made(path, v1(id))) }
    return directory
}

private func v1(_ id: UInt64) -> CgroupID { CgroupID(id: id, hierarchy: FakeHost.memory) }

private func owner(_ pid: ProcessID, _ command: String, _ v1ID: UInt64? = nil, v2: CgroupID? = v2Root) -> Owner {
    Owner(process: pid, command: Command(command), cgroupV2: v2, cgroupV1: v1ID.map(v1))
}

private func exec(_ owner: Owner, _ arguments: [String], started: UInt64 = 1) -> ProcessEvent {
    let time = MonotonicTime(nanoseconds: started)
    return ProcessEvent(kind: .exec, time: time, started: time, parent: 1, owner: owner, arguments: arguments)
}

@Suite struct WorkloadDirectoryTests {
    @Test("a thousand short runs of one program in one place are one workload")
    func manyRuns() {
        let directory = replay([50: "/docker/\(box)"])
        let ids = Set((1...1000).map { directory.identify(owner($0, "curl", 50)) })
        #expect(ids.count == 1)
        #expect(directory.count == 1)
        #expect(directory.workload(ids.first!).process == Workload.Process(pid: nil, name: "curl"))
    }

    @Test("the pid is shown only while one process has been seen")
    func onePid() {
        let directory = replay([:])
        let id = directory.identify(owner(4711, "redis-server"))
        #expect(directory.workload(id).name == "redis-server[4711]")
        #expect(directory.identify(owner(4711, "redis-server")) == id)
        #expect(directory.workload(id).process?.pid == 4711)
        #expect(directory.identify(owner(4712, "redis-server")) == id)
        #expect(directory.workload(id).name == "redis-server")
        #expect(directory.identify(owner(4711, "redis-server")) == id)
        #expect(directory.workload(id).process?.pid == nil)
    }

    @Test("two programs, or two containers, are two workloads; two cgroups of one container are one")
    func identities() {
        let other = String(repeating: "0dd5", count: 16)
        let directory = replay([50: "/docker/\(box)", 51: "/docker/\(other)", 52: "/docker/\(box)/inner"])
        let web = directory.identify(owner(1, "nginx", 50))
        #expect(directory.identify(owner(2, "sh", 50)) != web)
        #expect(directory.identify(owner(3, "nginx", 51)) != web)
        #expect(directory.identify(owner(4, "nginx", 52)) == web)
    }

    @Test("a container without a name shows its short id, and its name as soon as the engine tells it")
    func lateName() {
        let directory = replay([50: "/docker/\(box)"])
        let id = directory.identify(owner(1, "nginx", 50))
        #expect(directory.workload(id).name == "5ea15ea15ea1")
        #expect(directory.workload(id).title == "5ea15ea15ea1 (nginx)")
        directory.observe(.container(ContainerUpdate(id: box, runtime: "docker", name: "press", image: "nginx:1", labels: ["tier": "front"])))
        directory.observe(.container(ContainerUpdate(state: .removed, id: box, runtime: "docker")))
        let workload = directory.workload(id)
        #expect(workload.container == Workload.Container(id: box, name: "press", image: "nginx:1", runtime: "docker"))
        #expect(workload.labels == ["tier": "front"])
        #expect(workload.title == "press (nginx)")
        #expect(workload.cgroup == "/docker/\(box)")
    }

    @Test("compose's project and service name the workload and its app; --container finds it by each name")
    func compose() {
        let directory = replay([50: "/docker/\(box)"])
        let id = directory.identify(owner(1, "nginx", 50))
        let labels = ["com.docker.compose.project": "shop", "com.docker.compose.service": "web"]
        directory.observe(.container(ContainerUpdate(id: box, runtime: "docker", name: "shop-web-1", labels: labels, addresses: ["10.9.8.7"])))
        let workload = directory.workload(id)
        #expect(workload.title == "shop/web (nginx)")
        #expect(workload.app == Workload.App(id: "/shop/web", kind: .compose))
        #expect(workload.addresses == ["10.9.8.7"])
        for name in ["shop/web", "shop-web-1", box, String(box.prefix(12))] {
            #expect(directory.cgroups(ofContainer: name) == [v1(50)])
        }
        #expect(directory.cgroups(ofContainer: "shop").isEmpty)
    }

    @Test("a pod's labels name it, its uid comes from the cgroup")
    func pod() {
        let uid = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
        let directory = replay([50: "/kubepods/pod\(uid)/\(box)"])
        let id = directory.identify(owner(1, "nginx", 50))
        #expect(directory.workload(id).pod == Workload.Pod(uid: uid, name: nil, namespace: nil))
        let labels = [
            "io.kubernetes.pod.name": "web-0", "io.kubernetes.pod.namespace": "shop", "io.kubernetes.container.name": "nginx",
        ]
        directory.observe(.container(ContainerUpdate(id: box, runtime: "docker", name: "k8s_nginx_web-0", labels: labels)))
        #expect(directory.workload(id).pod == Workload.Pod(uid: uid, name: "web-0", namespace: "shop"))
        #expect(directory.workload(id).name == "web-0/nginx")
    }

    @Test("a unit is named without .service and is the app")
    func unit() {
        let directory = replay([60: "/system.slice/nginx.service", 61: "/system.slice/orders.service", 62: "/user.slice/session-9.scope"])
        let nginx = directory.workload(directory.identify(owner(1, "nginx", 60)))
        #expect(nginx.title == "nginx")
        #expect(nginx.app == Workload.App(id: "nginx.service", kind: .systemd))
        #expect(directory.workload(directory.identify(owner(2, "java", 61))).title == "orders (java)")
        #expect(directory.workload(directory.identify(owner(3, "ssh", 62))).title == "session-9.scope (ssh)")
    }

    @Test("of the v1 and the v2 cgroup, the one that says more counts")
    func deepest() {
        let directory = replay([50: "/mesos/t-1/mesos/c-2", 51: "/batch/night"])
        let v2 = CgroupID(id: 80, hierarchy: 0)
        directory.observe(.made("/system.slice/mesos-agent.service", v2))
        let task = directory.workload(directory.identify(owner(1, "java", 50, v2: v2)))
        #expect(task.container?.id == "t-1.c-2")
        #expect(task.container?.runtime == "mesos")
        #expect(directory.workload(directory.identify(owner(1, "java", 51))).cgroup == "/batch/night")
        #expect(directory.workload(directory.identify(owner(1, "java", 51, v2: v2))).name == "mesos-agent")
    }

    @Test("an owner without process is unknown only when its cgroups are unknown too")
    func noProcess() {
        let directory = replay([50: "/docker/\(box)"])
        #expect(directory.identify(owner(0, "", nil, v2: nil)) == .unknown)
        let id = directory.identify(owner(0, "", 50))
        #expect(directory.workload(id).container?.id == box)
        #expect(directory.workload(id).process == nil)
        #expect(directory.workload(.unknown).name == "unknown")
        #expect(directory.workload(WorkloadID(index: 9999)).name == "unknown")
    }

    @Test("a program's arguments come from its exec, told before or after its first connection")
    func commandLines() {
        let directory = replay([50: "/docker/\(box)"])
        directory.observe(exec(owner(7, "nginx", 50), ["nginx", "-g", "daemon off;"]))
        #expect(directory.workload(directory.identify(owner(7, "nginx", 50))).commandLine == ["nginx", "-g", "daemon off;"])
        let late = directory.identify(owner(8, "curl", 50))
        directory.observe(exec(owner(9, "curl", 50), ["curl", "not", "seen"]))
        #expect(directory.workload(late).commandLine == [])
        directory.observe(exec(owner(8, "curl", 50), ["curl", "http://a/"]))
        #expect(directory.workload(late).commandLine == ["curl", "http://a/"])
    }

    @Test("a reused pid does not lend its old arguments to another program")
    func reusedPid() {
        let directory = replay([:])
        directory.observe(exec(owner(7, "curl"), ["curl", "x"]))
        #expect(directory.workload(directory.identify(owner(7, "worker"))).commandLine == [])
    }

    @Test("beyond the limit all are one other workload, counted; retiring the unused makes room")
    func limit() {
        let directory = replay([:], limit: 23)
        let ids = (0..<30).map { directory.identify(owner(1, "c\($0)")) }
        #expect(Set(ids).count == 24)
        #expect(ids.filter { $0 == .other }.count == 7)
        #expect(directory.identifiedAsOther == 7)
        #expect(directory.workload(.other).name == "other")
        #expect(directory.retire { $0 == ids[3] } == 22)
        #expect(directory.count == 1)
        #expect(directory.identify(owner(1, "c3")) == ids[3])
        #expect(directory.workload(directory.identify(owner(5, "c29"))).name == "c29[5]")
    }
}

@Suite struct LateCgroupTests {
    @Test("a cgroup whose making is told after its first connection gives its name to the same id")
    func lateEvent() {
        let directory = replay([:])
        let id = directory.identify(owner(5, "nginx", 50))
        #expect(directory.workload(id).name == "nginx[5]")
        directory.observe(.made("/docker/\(box)", v1(50)))
        #expect(directory.workload(id).container?.id == box)
        #expect(directory.identify(owner(5, "nginx", 50)) == id)
    }

    @Test("when that workload is known by another id already, new connections go to the known one and the old id reads the same")
    func lateEventOfKnown() {
        let directory = replay([49: "/docker/\(box)"])
        let known = directory.identify(owner(4, "nginx", 49))
        let early = directory.identify(owner(5, "nginx", 50))
        directory.observe(.removed("/docker/\(box)/inner", v1(50)))
        #expect(directory.identify(owner(5, "nginx", 50)) == known)
        #expect(directory.workload(early).container?.id == box)
    }

    @Test("an unknown cgroup is read from the process's own file, checked against the directory")
    func fromProc() throws {
        let host = try FakeHost()
        let directory = WorkloadDirectory(cgroups: try host.tree(), proc: host.proc)
        let cgroup = try host.make("/docker/\(box)", in: "memory")
        try host.makeProcess(42, comm: "nginx", cmdline: "nginx\0-t\0", cgroup: "4:memory:/docker/\(box)\n0::/\n")
        let id = directory.identify(owner(42, "nginx", cgroup.id))
        #expect(directory.workload(id).container?.id == box)
        #expect(directory.workload(id).commandLine == ["nginx", "-t"])
        #expect(directory.rescans == 0)
    }

    @Test("a process that has moved on does not lend its cgroup, and a command line needs the same name")
    func movedOn() throws {
        let host = try FakeHost()
        let directory = WorkloadDirectory(cgroups: try host.tree(), proc: host.proc)
        try host.make("/docker/\(box)", in: "memory")
        try host.makeProcess(42, comm: "other", cmdline: "other\0", cgroup: "4:memory:/docker/\(box)\n0::/\n")
        let id = directory.identify(owner(42, "nginx", 987_654_321))
        #expect(directory.workload(id).container == nil)
        #expect(directory.workload(id).commandLine == [])
    }

    @Test("a removed cgroup is believed from the process's file, which still names it")
    func removed() throws {
        let host = try FakeHost()
        let directory = WorkloadDirectory(cgroups: try host.tree(), proc: host.proc)
        try host.makeProcess(42, comm: "nginx", cmdline: "", cgroup: "4:memory:/docker/\(box) (deleted)\n0::/\n")
        #expect(directory.workload(directory.identify(owner(42, "nginx", 987_654_321))).container?.id == box)
    }

    @Test("all cgroups are listed again at most once a second, and the wait ends with the same id")
    func rescans() throws {
        let host = try FakeHost()
        var now: UInt64 = 10_000_000_000
        let directory = WorkloadDirectory(cgroups: try host.tree(), proc: host.proc, limit: 100) { now }
        #expect(directory.workload(directory.identify(owner(1, "a", 111_111_111))).name == "a[1]")
        #expect(directory.rescans == 1)
        let cgroup = try host.make("/docker/\(box)", in: "memory")
        let id = directory.identify(owner(2, "nginx", cgroup.id))
        for _ in 0..<100 { #expect(directory.identify(owner(2, "nginx", cgroup.id)) == id) }
        #expect(directory.rescans == 1)
        #expect(directory.workload(id).container == nil)
        now += 1_000_000_000
        #expect(directory.identify(owner(2, "nginx", cgroup.id)) == id)
        #expect(directory.rescans == 2)
        #expect(directory.workload(id).container?.id == box)
        for _ in 0..<100 { _ = directory.identify(owner(1, "a", 111_111_111)) }
        #expect(directory.rescans == 2)
    }
}
