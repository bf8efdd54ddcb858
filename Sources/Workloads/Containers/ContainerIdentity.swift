/// What a cgroup's path says about the container in it, before any engine has been asked.
public struct ContainerIdentity: Hashable, Sendable, Codable {
    /// As the engine writes it, in full: 64 hexadecimal digits for most, a chosen name for LXC and nspawn. A nested Mesos container
    /// is `parent.child`, to any depth.
    public var id: String
    /// Who made it: `docker`, `containerd`, `crio`, `podman`, `buildkit`, `mesos`, `lxc`, `libvirt-lxc`, `nspawn`, `ecs`, `garden`,
    /// `nomad`, or `kubernetes` where the path names the pod and not the engine.
    public var runtime: String
    /// Uid of the Kubernetes pod, with dashes whatever the path had; a static pod's uid is 32 digits without any.
    public var pod: String?
    /// Id of the Amazon ECS task.
    public var task: String?

    public init(id: String, runtime: String, pod: String? = nil, task: String? = nil) {
        self.id = id
        self.runtime = runtime
        self.pod = pod
        self.task = task
    }

    /// What people are shown: twelve digits of a 64-digit id, anything else whole.
    public var shortID: String { Self.short(id) }

    static func short(_ id: String) -> String {
        id.utf8.count == 64 && id.utf8.allSatisfy(\.isLowerHex) ? String(id.prefix(12)) : id
    }
}

/// Who lives in a cgroup.
public enum CgroupMeaning: Hashable, Sendable {
    case container(ContainerIdentity)
    /// A systemd unit by its full name: `nginx.service`, `session-2.scope`.
    case unit(String)
    /// No one in particular: the root, a slice, the folder that holds containers.
    case host
    /// The process of an engine that watches one container from outside (conmon, lxc monitor): not the container.
    case monitor
}
