/// One thing that a host grants to this process or withholds, for a person to read.
public struct PrivilegeFinding: Sendable, Equatable {
    public enum State: Sendable { case ok, degraded, no }

    public var name: String
    public var state: State
    /// What it means that it is so.
    public var meaning: String
    /// What to do about it, when it is not ok.
    public var remedy: String?
    /// A capture cannot do without.
    public var isRequired = false
}

extension PrivilegeFacts {
    public var findings: [PrivilegeFinding] {
        namespace + [loading, tracing, processes, files] + unprivileged + [locked]
    }

    private var namespace: [PrivilegeFinding] {
        guard !isInInitialUserNamespace else { return [] }
        return [
            PrivilegeFinding(
                name: "user namespace", state: .no,
                meaning: "this process lives in one of its own, where capabilities do not count for the kernel",
                remedy: "run weir in the host's user namespace: no rootless container, no userns-remap", isRequired: true)
        ]
    }

    private var valid: Set<Capability> { isInInitialUserNamespace ? held : [] }

    /// CAP_SYS_ADMIN includes the newer two.
    private func grants(_ capability: Capability) -> Bool { valid.contains(capability) || valid.contains(.sysAdmin) }

    private func granted(_ capability: Capability) -> String { valid.contains(capability) ? "" : ", by CAP_SYS_ADMIN" }

    private static let grant =
        "run as root, or grant CAP_BPF and CAP_PERFMON: `setcap cap_bpf,cap_perfmon+ep weir`, "
        + "`AmbientCapabilities=CAP_BPF CAP_PERFMON` in a systemd unit, or `docker run --cap-add BPF --cap-add PERFMON`"

    private var loading: PrivilegeFinding {
        grants(.bpf)
            ? PrivilegeFinding(name: "CAP_BPF", state: .ok, meaning: "programs may be loaded\(granted(.bpf))", isRequired: true)
            : PrivilegeFinding(
                name: "CAP_BPF", state: .no, meaning: "without it the kernel loads no program for weir", remedy: Self.grant,
                isRequired: true)
    }

    private var tracing: PrivilegeFinding {
        grants(.perfmon)
            ? PrivilegeFinding(name: "CAP_PERFMON", state: .ok, meaning: "programs may trace\(granted(.perfmon))", isRequired: true)
            : PrivilegeFinding(
                name: "CAP_PERFMON", state: .no, meaning: "without it programs that read the kernel's memory are refused: all of weir's",
                remedy: Self.grant, isRequired: true)
    }

    private var processes: PrivilegeFinding {
        let name = "CAP_SYS_PTRACE"
        if valid.contains(.sysPtrace) {
            return PrivilegeFinding(name: name, state: .ok, meaning: "/proc shows every process, even where it is mounted with hidepid")
        }
        guard hidesProcesses else {
            return PrivilegeFinding(name: name, state: .ok, meaning: "not held, and not needed: /proc hides no process")
        }
        return PrivilegeFinding(
            name: name, state: .degraded,
            meaning: "without it /proc hides other users' processes (hidepid): those older than the capture have no command line, "
                + "and a container only if the kernel told its cgroup",
            remedy: "add CAP_SYS_PTRACE to what is granted, or mount /proc without hidepid")
    }

    private var files: PrivilegeFinding {
        PrivilegeFinding(
            name: "CAP_DAC_READ_SEARCH", state: .ok,
            meaning: valid.contains(.dacReadSearch)
                ? "files of any owner may be read" : "not held, and not needed: all that weir reads is open to everyone")
    }

    private var unprivileged: [PrivilegeFinding] {
        let meaning: String
        switch unprivilegedBPFDisabled {
        case nil: return []
        case 0: meaning = "0: some kinds of programs are open to every user; weir's are not among them"
        case 1: meaning = "1: programs take CAP_BPF, until the next boot"
        default: meaning = "2: programs take CAP_BPF"
        }
        return [PrivilegeFinding(name: "unprivileged_bpf_disabled", state: .ok, meaning: meaning)]
    }

    private var locked: PrivilegeFinding {
        switch lockdown {
        case .confidentiality:
            PrivilegeFinding(
                name: "kernel lockdown", state: .no,
                meaning: "confidentiality: the kernel lets no program read its memory, not even root's",
                remedy: "boot with lockdown=integrity or without lockdown", isRequired: true)
        case .integrity:
            PrivilegeFinding(name: "kernel lockdown", state: .ok, meaning: "integrity: programs may read, which is all that weir's do")
        case .off:
            PrivilegeFinding(name: "kernel lockdown", state: .ok, meaning: "none")
        case nil:
            PrivilegeFinding(name: "kernel lockdown", state: .ok, meaning: "none that this host shows (/sys/kernel/security/lockdown)")
        }
    }
}
