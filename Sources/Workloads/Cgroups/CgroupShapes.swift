/// How each engine names its cgroups. A shape looks at one component and at most three further out.
enum CgroupShapes {
    /// The first shape that fits, most telling first: a pod's Docker container is the pod's.
    static func container(at position: CgroupPosition) -> ContainerMatch? {
        for shape in shapes {
            if let identity = shape(position) { return ContainerMatch(identity: identity, end: position.index) }
        }
        return mesos(position)
    }

    private typealias Shape = @Sendable (CgroupPosition) -> ContainerIdentity?

    private static let shapes: [Shape] = [
        kubernetesSlice, kubernetesColons, kubernetesFolders, ecsSlice, ecsFolders, engineScope, buildkit, dockerFolder, nomad, lxc,
        libvirtLXC, nspawn, garden, containerdKubernetes, containerdNamespace,
    ]

    // MARK: Kubernetes; KubernetesCgroup.swift reads the pod

    private static let kubernetesSlice: Shape = { at in
        guard let pod = at.outer(1)?.before(".slice").flatMap(KubernetesCgroup.pod(slice:)) else { return nil }
        let name = at.component.before(".scope") ?? at.component
        return KubernetesCgroup.container(name, separator: "-", engines: ["docker", "crio", "cri-containerd", "libpod"], pod: pod)
    }

    /// containerd told to use systemd's names without systemd: `…-pod<uid>.slice:cri-containerd:<id>`.
    private static let kubernetesColons: Shape = { at in
        let parts = at.component.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let pod = parts[0].before(".slice").flatMap(KubernetesCgroup.pod(slice:)) else { return nil }
        return KubernetesCgroup.container(parts[1], separator: ":", engines: ["cri-containerd", "crio", "docker"], pod: pod)
    }

    private static let kubernetesFolders: Shape = { at in
        let id = at.component.after("crio-")
        guard (id ?? at.component).isLowerHex(64), let pod = at.outer(1)?.after("pod").flatMap(KubernetesCgroup.pod(folder:)),
            at.outer(2, is: "kubepods")
                || (at.outer(3, is: "kubepods") && (at.outer(2, is: "besteffort") || at.outer(2, is: "burstable")))
        else { return nil }
        return ContainerIdentity(id: (id ?? at.component).text, runtime: id == nil ? "kubernetes" : "crio", pod: pod)
    }

    // MARK: Amazon ECS

    private static let ecsSlice: Shape = { at in
        guard at.outer(2, is: "ecstasks.slice"), let task = at.outer(1)?.after("ecstasks-")?.before(".slice"),
            task.isLowerHex(32) || task.isUUID, let id = at.component.after("docker-")?.before(".scope"), id.isLowerHex(64)
        else { return nil }
        return ContainerIdentity(id: id.text, runtime: "ecs", task: task.text)
    }

    /// On Fargate the container's id is the task's and a number.
    private static let ecsFolders: Shape = { at in
        guard let task = at.outer(1), task.isLowerHex(32) || task.isUUID, at.outer(2, is: "ecs") || at.outer(3, is: "ecs")
        else { return nil }
        let number = at.component.dropFirst(33)
        let fargate = at.component.prefix(32).isLowerHex(32) && at.component.dropFirst(32).first == UInt8(ascii: "-")
            && !number.isEmpty && number.allSatisfy(\.isDigit)
        guard at.component.isLowerHex(64) || fargate else { return nil }
        return ContainerIdentity(id: at.component.text, runtime: "ecs", task: task.text)
    }

    // MARK: Engines on their own

    /// `docker-<id>.scope` and its like; Podman without systemd leaves `.scope` out.
    private static let engineScope: Shape = { at in
        let engines = [
            ("docker-", "docker"), ("nerdctl-", "containerd"), ("cri-containerd-", "containerd"), ("crio-", "crio"), ("libpod-", "podman"),
        ]
        let scope = at.component.before(".scope")
        for (prefix, runtime) in engines where scope != nil || runtime == "podman" {
            if let id = (scope ?? at.component).after(prefix), id.isLowerHex(64) {
                return ContainerIdentity(id: id.text, runtime: runtime)
            }
        }
        return nil
    }

    private static let buildkit: Shape = { at in
        guard at.outer(1, is: "buildkit"), (20...64).contains(at.component.count),
            at.component.allSatisfy(\.isLowerAlphanumeric)
        else { return nil }
        return ContainerIdentity(id: at.component.text, runtime: "buildkit")
    }

    private static let dockerFolder: Shape = { at in
        guard at.outer(1, is: "docker"), at.component.isLowerHex(64) else { return nil }
        return ContainerIdentity(id: at.component.text, runtime: "docker")
    }

    /// `<allocation>.<task>.scope` below `nomad.slice`, or below `nomad` in v1.
    private static let nomad: Shape = { at in
        let name = at.component.before(".scope") ?? at.component
        guard name.count > 37, name.prefix(36).isUUID, name.dropFirst(36).first == UInt8(ascii: "."),
            [1, 2].contains(where: { at.outer($0, is: "nomad.slice") || at.outer($0, is: "nomad") })
        else { return nil }
        return ContainerIdentity(id: name.text, runtime: "nomad")
    }

    private static let garden: Shape = { at in
        at.outer(1, is: "garden") ? ContainerIdentity(id: at.component.text, runtime: "garden") : nil
    }

    private static let containerdKubernetes: Shape = { at in
        guard at.outer(1, is: "k8s.io"), at.component.isLowerHex(64) else { return nil }
        return ContainerIdentity(id: at.component.text, runtime: "containerd")
    }

    /// `/<namespace>/<id>` and nothing else: ids are chosen freely, so only the usual namespaces are believed.
    private static let containerdNamespace: Shape = { at in
        guard at.index == 1, at.isWholePath, ["default", "moby", "buildkit"].contains(where: { at.outer(1, is: $0) }),
            at.component.first?.isAlphanumeric == true,
            at.component.allSatisfy({ $0.isAlphanumeric || "_.-".utf8.contains($0) })
        else { return nil }
        return ContainerIdentity(id: at.component.text, runtime: "containerd")
    }

    // MARK: System containers

    private static let lxc: Shape = { at in
        if let id = at.component.after("lxc.payload."), !id.isEmpty { return ContainerIdentity(id: id.text, runtime: "lxc") }
        guard at.outer(1, is: "lxc") || at.outer(1, is: "lxc.payload") else { return nil }
        return ContainerIdentity(id: at.component.text, runtime: "lxc")
    }

    private static let libvirtLXC: Shape = { at in
        guard let rest = at.component.before(".scope")?.after("machine-lxc\\x2d") else { return nil }
        let name = rest.drop(while: \.isDigit)
        guard name.count < rest.count, let id = name.after("\\x2d"), !id.isEmpty else { return nil }
        return ContainerIdentity(id: id.unescapedText, runtime: "libvirt-lxc")
    }

    private static let nspawn: Shape = { at in
        guard at.outer(1, is: "machine.slice") else { return nil }
        let service = at.component.before(".service")?.after("systemd-nspawn@")
        let scope = at.component.before(".scope")?.after("machine-")
        let others = ["libpod_pod_", "qemu", "lxc"]
        guard let id = service ?? scope, !id.isEmpty, service != nil || !others.contains(where: { id.after($0) != nil })
        else { return nil }
        return ContainerIdentity(id: id.unescapedText, runtime: "nspawn")
    }

    // MARK: Mesos

    /// `mesos/<id>`, and each `mesos/<id>` directly below it is nested. `slave` and `agent` hold the agent itself. The `leaf` of v2 and
    /// whatever else lies below belong to the container above.
    private static func mesos(_ at: CgroupPosition) -> ContainerMatch? {
        guard at.index > 0, at.components[at.index - 1].equals("mesos"), !at.component.contains(UInt8(ascii: ".")) else { return nil }
        if let parent = at.inside, parent.identity.runtime == "mesos", parent.end == at.index - 2 {
            let id = parent.identity.id + "." + at.component.text
            return ContainerMatch(identity: ContainerIdentity(id: id, runtime: "mesos"), end: at.index, continues: true)
        }
        guard at.outer(1) != nil, !at.component.equals("slave"), !at.component.equals("agent") else { return nil }
        return ContainerMatch(identity: ContainerIdentity(id: at.component.text, runtime: "mesos"), end: at.index)
    }
}
