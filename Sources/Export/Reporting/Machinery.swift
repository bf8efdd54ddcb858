/// What runs what people run: hidden on maps where they wish so. By name, outside of containers.
enum Machinery {
    private static let programs: Set<String> = [
        "weir", "dockerd", "containerd", "containerd-shim", "docker-proxy", "runc", "crun", "conmon", "crio", "podman", "kubelet", "kube-proxy",
        "mesos-master", "mesos-slave", "mesos-agent", "mesos-executor", "mesos-docker-ex", "mesos-dns", "mesos-fetcher", "mesos-containeri",
        "systemd", "systemd-resolve", "systemd-journal", "systemd-timesyn", "systemd-network", "dbus-daemon", "chronyd", "ntpd",
    ]
    private static let units: Set<String> = [
        "docker.service", "containerd.service", "crio.service", "podman.service", "kubelet.service", "weir.service", "dbus.service",
        "mesos-master.service", "mesos-slave.service", "mesos-agent.service", "dcos-mesos-master.service", "dcos-mesos-slave.service",
        "dcos-mesos-slave-public.service", "dcos-net.service", "dcos-adminrouter.service", "chrony.service", "ntp.service",
    ]

    /// Names as the kernel has them: fifteen bytes.
    static func isProgram(_ name: String) -> Bool { programs.contains(name) || name.hasPrefix("containerd-shim") }

    static func isUnit(_ name: String) -> Bool { units.contains(name) || name.hasPrefix("systemd-") }
}
