import Seeded
import Testing

@testable import Workloads

/// One shape of path, and who must be found in it. Ids are invented.
struct CgroupSample: Sendable, CustomTestStringConvertible {
    var path: String
    var meaning: CgroupMeaning

    init(_ path: String, _ meaning: CgroupMeaning) {
        self.path = path
        self.meaning = meaning
    }

    var testDescription: String { path }

    static func container(_ path: String, _ runtime: String, _ id: String, pod: String? = nil, task: String? = nil) -> CgroupSample {
        CgroupSample(path, .container(ContainerIdentity(id: id, runtime: runtime, pod: pod, task: task)))
    }
}

private let box = String(repeating: "c0ffee42", count: 8)
private let node = String(repeating: "0ddba11e", count: 8)
private let uid = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
private let uidInSlice = "0a1b2c3d_4e5f_4a6b_8c7d_9e0f1a2b3c4d"
private let plainUID = "feedfacefeedfacefeedfacefeedface"
private let task = "77777777-aaaa-4bbb-8ccc-dddddddddddd"
private let child = "99999999-eeee-4fff-8000-111111111111"

@Suite struct CgroupRulesTests {
    static let mesos: [CgroupSample] = [
        .container("/mesos/\(task)", "mesos", task),
        .container("/mesos/\(task)/mesos/\(child)", "mesos", "\(task).\(child)"),
        .container("/mesos/\(task)/leaf", "mesos", task),
        .container("/mesos/\(task)/mesos/\(child)/leaf", "mesos", "\(task).\(child)"),
        .container("/mesos/\(task)/mesos/check-\(child)", "mesos", "\(task).check-\(child)"),
        .container("/mesos/org-example-storage--probe", "mesos", "org-example-storage--probe"),
        CgroupSample("/mesos/slave", .host),
        CgroupSample("/mesos/agent/leaf", .host),
        .container("/mesos/\(task)/mesos/\(child)/kubepods/besteffort/pod\(uid)/\(box)", "kubernetes", box, pod: uid),
        .container("/mesos/\(task)/kubepods/besteffort/pod\(uid)/\(box)", "kubernetes", box, pod: uid),
        .container("/mesos/\(task)/docker/\(box)", "docker", box),
        CgroupSample("/mesos_executors.slice", .host),
        .container("/mesos/\(task)/mesos/\(child)/mesos/third", "mesos", "\(task).\(child).third"),
        .container("/mesos/\(task)/mesos/slave", "mesos", "\(task).slave"),
        .container("/dc/rack/mesos/\(task)", "mesos", task),
        .container("/docker/\(node)/mesos/\(task)", "mesos", task),
        .container("/mesos/mesos/mesos/\(child)", "mesos", "mesos.\(child)"),
        CgroupSample("/mesos/with.dot", .host),
    ]

    static let docker: [CgroupSample] = [
        .container("/docker/\(box)", "docker", box),
        .container("/tenants/blue/\(box)", "docker", box),
        .container("/docker/\(box)/system.slice/app.service", "docker", box),
        .container("/nomad.slice/share.slice/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d.web.scope", "nomad", "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d.web"),
        .container("/nomad/shared/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d.db.main", "nomad", "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d.db.main"),
        .container("/system.slice/docker-\(box).scope", "docker", box),
        .container("/../../../../system.slice/docker-\(box).scope", "docker", box),
        .container("/docker/\(box) (deleted)", "docker", box),
        .container("/docker/buildkit/w9x8y7z6w9x8y7z6w9x8y7z6w", "buildkit", "w9x8y7z6w9x8y7z6w9x8y7z6w"),
        .container("/docker/\(node)/docker/\(box)", "docker", box),
        CgroupSample("/docker/\(box.uppercased())", .host),
        CgroupSample("/docker", .host),
        CgroupSample("/docker-\(box)", .host),
    ]

    static let containerd: [CgroupSample] = [
        .container("/system.slice/nerdctl-\(box).scope", "containerd", box),
        .container("/default/\(box)", "containerd", box),
        .container("/default/nightly.job_2", "containerd", "nightly.job_2"),
        .container("/k8s.io/\(box)", "containerd", box),
        .container("/system.slice/cri-containerd-\(box).scope", "containerd", box),
        CgroupSample("/default/nightly/deeper", .host),
        CgroupSample("/shelf/default/nightly", .host),
    ]

    static let kubernetes: [CgroupSample] = [
        .container("/kubepods/burstable/pod\(uid)/\(box)", "kubernetes", box, pod: uid),
        .container("/kubepods/burstable/pod\(plainUID)/\(box)", "kubernetes", box, pod: plainUID),
        .container("/kubepods/pod\(uid)/\(box)", "kubernetes", box, pod: uid),
        .container("/kubepods/pod\(uid)/crio-\(box)", "crio", box, pod: uid),
        .container("/kubepods/besteffort/pod\(uid)/\(box)/helper", "kubernetes", box, pod: uid),
        .container(
            "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod\(uidInSlice).slice/docker-\(box).scope", "docker", box,
            pod: uid),
        .container("/kubepods.slice/kubepods-pod\(uidInSlice).slice/cri-containerd-\(box).scope", "containerd", box, pod: uid),
        .container(
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod\(uidInSlice).slice/crio-\(box).scope/container", "crio", box,
            pod: uid),
        .container(
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod\(plainUID).slice/cri-containerd-\(box)", "containerd", box,
            pod: plainUID),
        CgroupSample(
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod\(uidInSlice).slice/crio-conmon-\(box).scope", .monitor),
        .container(
            "/system.slice/containerd.service/kubepods-burstable-pod\(uidInSlice).slice:cri-containerd:\(box)", "containerd", box,
            pod: uid),
        .container(
            "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort-pod\(uidInSlice).slice/cri-containerd-\(box).scope",
            "containerd", box, pod: uid),
        .container("/docker/\(node)/kubelet/kubepods/besteffort/pod\(uid)/\(box)", "kubernetes", box, pod: uid),
        CgroupSample("/kubepods/burstable/pod\(uid)", .host),
        .container("/kubepods/guaranteed/pod\(uid)/\(box)", "docker", box), // no such class of pods: taken by its id alone
    ]

    static let systemContainers: [CgroupSample] = [
        .container("/machine.slice/libpod-\(box).scope", "podman", box),
        .container("/machine.slice/libpod-\(box).scope/container", "podman", box),
        .container("/machine.slice/machine-libpod_pod_\(node).slice/libpod-\(box).scope/container", "podman", box),
        .container("/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-\(box).scope/container", "podman", box),
        .container("/libpod_parent/libpod-\(box)", "podman", box),
        CgroupSample("/machine.slice/libpod-conmon-\(box).scope", .monitor),
        .container("/lxc/orders-db-1", "lxc", "orders-db-1"),
        .container("/lxc.payload.second/system.slice/systemd-logind.service", "lxc", "second"),
        .container("/lxc.payload/shelf7", "lxc", "shelf7"),
        CgroupSample("/lxc.monitor.second", .monitor),
        .container("/lxc/lxc/inside", "lxc", "lxc"),
        .container("/machine.slice/systemd-nspawn@press.service/payload", "nspawn", "press"),
        .container("/machine.slice/machine-press.scope/payload", "nspawn", "press"),
        .container(#"/machine.slice/machine-print\x2dpress.scope"#, "nspawn", "print-press"),
        CgroupSample(#"/machine.slice/machine-qemu\x2d1\x2dbig.scope"#, .unit(#"machine-qemu\x2d1\x2dbig.scope"#)),
        .container(#"/machine.slice/machine-lxc\x2d77\x2dshelf.scope"#, "libvirt-lxc", "shelf"),
        .container("/garden/8c1d2e3f-4a5b-6c7d-8e9f-0a1b", "garden", "8c1d2e3f-4a5b-6c7d-8e9f-0a1b"),
        .container("/ecs/\(task)/\(box)", "ecs", box, task: task),
        .container("/ecs/blue-cluster/\(plainUID)/\(box)", "ecs", box, task: plainUID),
        .container("/ecs/\(plainUID)/\(plainUID)-2718281828", "ecs", "\(plainUID)-2718281828", task: plainUID),
        .container("/ecstasks.slice/ecstasks-\(plainUID).slice/docker-\(box).scope", "ecs", box, task: plainUID),
    ]

    static let units: [CgroupSample] = [
        CgroupSample("/system.slice/orders.service", .unit("orders.service")),
        CgroupSample("/system.slice/system-getty.slice/getty@tty7.service", .unit("getty@tty7.service")),
        CgroupSample("/system.slice/dcos-mesos-slave.service", .unit("dcos-mesos-slave.service")),
        CgroupSample("/user.slice/user-7.slice/session-9.scope", .unit("session-9.scope")),
        CgroupSample("/system.slice/run-r0123456789abcdef.scope", .unit("run-r0123456789abcdef.scope")),
        CgroupSample("/init.scope", .unit("init.scope")),
        CgroupSample("/system.slice/orders.service/inner", .unit("orders.service")),
        CgroupSample("/a.service/b.service/c.scope", .unit("b.service")),
        CgroupSample("/", .host),
        CgroupSample("", .host),
        CgroupSample("/system.slice/.service", .host),
    ]

    static let all = mesos + docker + containerd + kubernetes + systemContainers + units

    @Test("every engine's paths name the container in them", arguments: all)
    func classifies(_ sample: CgroupSample) {
        #expect(CgroupRules.classify(sample.path) == sample.meaning)
    }

    @Test("the containers around the innermost one are told, outermost first")
    func nesting() {
        let path = "/docker/\(node)/kubelet/kubepods/besteffort/pod\(uid)/\(box)"
        #expect(CgroupRules.containers(in: path).map(\.id) == [node, box])
        #expect(CgroupRules.containers(in: "/mesos/\(task)/mesos/\(child)/leaf").map(\.id) == ["\(task).\(child)"])
    }

    @Test("only a long hexadecimal id is shortened")
    func shortIDs() {
        #expect(ContainerIdentity(id: box, runtime: "docker").shortID == "c0ffee42c0ff")
        #expect(ContainerIdentity(id: task, runtime: "mesos").shortID == task)
    }
}

@Suite struct HostileCgroupPathTests {
    @Test("paths of 64 kB are read in one pass, whatever they repeat", arguments: [
        "/mesos/a", "/lxc/a", "/docker/" + box, "/" + box, "/ecs", "/kubepods", "/machine.slice", #"\x2d"#, "/..", "/", ".service", "x",
        "é",
        "/kubepods-pod\(uidInSlice).slice:docker:",
    ])
    func longPaths(_ piece: String) {
        let path = String(repeating: piece, count: 65_536 / piece.utf8.count)
        check(path)
    }

    @Test("any mixture of names, separators and bytes gives an answer that holds together", arguments: [1, 2, 3, 5, 8] as [UInt64])
    func randomPaths(seed: UInt64) {
        var random = SplitMix(state: seed)
        let pieces = [
            "/", "/", "/", "docker", "mesos", "leaf", box, uid, uidInSlice, plainUID, "kubepods", "pod", "crio-", "docker-", "libpod-",
            ".scope", ".service", ".slice", "lxc", "lxc.payload.", "lxc.monitor", "garden", "ecs", "machine.slice", #"machine-lxc\x2d1\x2d"#,
            "systemd-nspawn@", " (deleted)", "..", ":", "cri-containerd:", "\u{fffd}", "\0", "\u{301}", "k8s.io", "buildkit", "default",
        ]
        for _ in 0..<1500 {
            let path = (0..<random.below(24)).map { _ in pieces[random.below(pieces.count)] }.joined()
            check(path)
        }
    }

    private func check(_ path: String) {
        let meaning = CgroupRules.classify(path)
        switch meaning {
        case .container(let identity):
            #expect(!identity.id.isEmpty && !identity.id.utf8.contains(UInt8(ascii: "/")), "\(path)")
            #expect(CgroupRules.containers(in: path).last == identity, "\(path)")
        case .unit(let name):
            #expect(!name.utf8.contains(UInt8(ascii: "/")) && CgroupRules.containers(in: path).isEmpty, "\(path)")
        case .host:
            #expect(CgroupRules.containers(in: path).isEmpty, "\(path)")
        case .monitor:
            #expect(["conmon-", "lxc.monitor"].contains { path.utf8.contains($0.utf8) }, "\(path)")
        }
        #expect(CgroupRules.classify(path) == meaning)
    }
}
