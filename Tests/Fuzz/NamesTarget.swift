@testable import Workloads

extension Target {
    /// Who is behind a cgroup: any path, and any text of procfs in which such paths stand.
    static let names = Target(name: "names", texts: HostilePath.shapes + [HostilePath.procfs, HostilePath.mountedAtRoot]) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n")
        checkPath(lines.first.map(String.init) ?? "")
        checkArithmetic(String(lines.first ?? ""), String(lines.dropFirst().first ?? ""))
        checkHierarchies(lines)
    }
}

/// Every shape of `CgroupShapes`. Ids are invented.
enum HostilePath {
    private static let box = String(repeating: "c0ffee42", count: 8)
    private static let uid = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
    private static let slice = "kubepods-burstable-pod0a1b2c3d_4e5f_4a6b_8c7d_9e0f1a2b3c4d.slice"

    static let shapes = [
        "/docker/\(box)", "/mesos/one/mesos/two/leaf", "/system.slice/docker-\(box).scope (deleted)", "/default/nightly.job_2",
        "/../../kubepods.slice/\(slice)/cri-containerd-\(box).scope", "/system.slice/\(slice):cri-containerd:\(box)",
        "/kubepods/besteffort/pod\(uid)/crio-\(box)", "/kubelet/kubepods/pod\(uid)/\(box)/helper", "/ecs/blue/\(uid)/\(box)",
        "/ecstasks.slice/ecstasks-\(box.prefix(32)).slice/docker-\(box).scope", "/ecs/\(box.prefix(32))/\(box.prefix(32))-2718281828",
        "/machine.slice/libpod-\(box).scope/container", "/libpod_parent/libpod-\(box)", "/docker/buildkit/w9x8y7z6w9x8y7z6w9x8y7z6w",
        "/lxc.payload.second/a.service", "/lxc/lxc/inside", #"/machine.slice/machine-lxc\x2d77\x2dshelf.scope"#,
        #"/machine.slice/machine-print\x2dpress.scope"#, "/machine.slice/systemd-nspawn@press.service/payload", "/garden/8c1d",
        "/nomad.slice/share.slice/\(uid).press.scope",
        "/k8s.io/\(box)", "/system.slice/orders.service/inner", "/user.slice/session-9.scope", "/lxc.monitor.a", "/libpod-conmon-\(box)",
    ]

    static let procfs = """
        4:memory:/docker/\(box)
        1:name=systemd:/a:b
        0::/init.scope
        36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
        41 32 0:26 / /sys/fs/cgroup/unified rw shared:9 - cgroup2 cgroup2 rw
        42 32 0:27 /a\\040b /sys/fs/cgroup/memory\\134 rw - cgroup cgroup rw,memory
        """

    static let mountedAtRoot = "0::/init.scope\n41 32 0:26 / / rw - cgroup2 cgroup2 rw"

    static func any(_ number: UInt8) -> String { shapes[Int(number) % shapes.count] }
}

private func checkPath(_ path: String) {
    let meaning = CgroupRules.classify(path)
    let containers = CgroupRules.containers(in: path)
    switch meaning {
    case .container(let identity): promise(containers.last == identity, "the innermost of \(containers) is not \(identity)")
    case .unit(let unit): promise(containers.isEmpty && path.utf8.count >= unit.utf8.count, "a unit \(unit) from elsewhere")
    case .host: promise(containers.isEmpty, "\(containers) and nobody")
    case .monitor: break
    }
    for container in containers {
        promise(!container.id.isEmpty && !container.runtime.isEmpty && !container.shortID.isEmpty, "a container without a name")
        promise(container.pod?.utf8.allSatisfy { $0.isLowerHex || $0 == UInt8(ascii: "-") } ?? true, "pod \(container.pod ?? "")")
        promise(container.isMeant(by: container.id), "\(container.id) is not itself")
    }
    promise(CgroupRules.match(path).depth <= path.utf8.count { $0 == UInt8(ascii: "/") } + 1, "deeper than the path")
    // Seen from another namespace, or with needless slashes, it is the same cgroup.
    promise(CgroupRules.classify("/../.." + (path.utf8.first == UInt8(ascii: "/") ? "" : "/") + path) == meaning, "another one from outside")
    promise(CgroupRules.classify("//" + path) == meaning, "another one with more slashes")
    if !path.hasSuffix(" (deleted)") { promise(CgroupRules.classify(path + " (deleted)") == meaning, "another one when it is gone") }
}

private func checkArithmetic(_ first: String, _ second: String) {
    let (path, root) = (CgroupPath.clean(first), CgroupPath.clean(second))
    promise(CgroupPath.clean(path) == path && path.utf8.first == UInt8(ascii: "/"), "\(path) is not clean")
    promise(path == "/" || path.utf8.last != UInt8(ascii: "/"), "\(path) is not clean")
    promise(CgroupPath.remainder(of: CgroupPath.join(root, path), below: root) == path, "\(path) below \(root) is another path")
}

private func checkHierarchies(_ lines: [Substring]) {
    let memberships = lines.compactMap(CgroupMembership.init)
    promise(memberships.allSatisfy { $0.path.utf8.first == UInt8(ascii: "/") }, "a path without a slash")
    let hierarchies = CgroupHierarchy.mounted(mountinfo: lines, memberships: memberships)
    promise(Set(hierarchies.map(\.id)).count == hierarchies.count, "a hierarchy is there twice")
    for hierarchy in hierarchies {
        for path in memberships.map({ CgroupPath.clean($0.path) }) {
            guard let directory = hierarchy.directory(of: path) else { continue }
            promise(hierarchy.path(of: directory) == path, "\(path) is at \(directory), where \(hierarchy.path(of: directory) ?? "nothing") is")
        }
    }
}
