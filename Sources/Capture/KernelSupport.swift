internal import CCapture

/// What this kernel offers to the capture, asked of its own type information rather than of its version.
///
/// Any thread. The first question reads the kernel's BTF (some megabytes), later ones are lookups.
public enum KernelSupport {
    public struct Tracepoint: Sendable, Hashable {
        public var name: String
        /// What is seen by it, and missing without it.
        public var purpose: String
        /// The backends that it is for.
        public var backends: [Backend] = [.socket, .syscall]
        /// They cannot do without.
        public var isRequired = false
    }

    public static let tracepoints = [
        Tracepoint(name: "sock_send_length", purpose: "bytes and messages sent", backends: [.socket], isRequired: true),
        Tracepoint(name: "sock_recv_length", purpose: "bytes and messages received", backends: [.socket], isRequired: true),
        Tracepoint(name: "sys_exit", purpose: "bytes and messages, by the system calls that move them", backends: [.syscall], isRequired: true),
        Tracepoint(name: "inet_sock_set_state", purpose: "connects, accepts and failures", isRequired: true),
        Tracepoint(name: "tcp_destroy_sock", purpose: "the end of a connection, with its last totals", isRequired: true),
        Tracepoint(name: "sk_data_ready", purpose: "how long a request lay unread (queue time)"),
        Tracepoint(name: "tcp_retransmit_skb", purpose: "retransmitted segments"),
        Tracepoint(name: "tcp_send_reset", purpose: "resets sent"),
        Tracepoint(name: "tcp_receive_reset", purpose: "resets received"),
        Tracepoint(name: "sched_process_exec", purpose: "names of short-lived processes"),
        Tracepoint(name: "sched_process_exit", purpose: "ends of processes"),
        Tracepoint(name: "cgroup_mkdir", purpose: "names of short-lived containers, filters that follow", isRequired: true),
        Tracepoint(name: "cgroup_rmdir", purpose: "ends of containers"),
    ]

    public struct Iterator: Sendable, Hashable {
        public var name: String
        public var purpose: String
        public var backends: [Backend]
    }

    public static let iterators = [
        Iterator(name: "task_file", purpose: "connections older than the capture", backends: [.socket, .syscall]),
        Iterator(name: "bpf_sk_storage_map", purpose: "totals of messages under way", backends: [.socket]),
        Iterator(name: "bpf_map_elem", purpose: "totals of messages under way", backends: [.syscall]),
    ]

    /// Of the kernel's functions for programs, the youngest that each backend calls; what is older came with them.
    private static let helpers: [(name: String, backends: [Backend])] = [
        ("task_pt_regs", [.socket, .syscall]), ("sk_storage_get", [.socket, .syscall]), ("task_storage_get", [.socket, .syscall]),
        ("sock_from_file", [.socket, .syscall]), ("skc_to_unix_sock", [.socket]),
    ]

    public static var hasBTF: Bool { weir_kernel_has_btf() == 1 }

    public static func has(_ tracepoint: Tracepoint) -> Bool { weir_kernel_has_tracepoint(tracepoint.name) == 1 }
    public static func has(_ iterator: Iterator) -> Bool { weir_kernel_has_struct("bpf_iter__\(iterator.name)") == 1 }

    /// `nil` when this process may load programs, else the errno.
    public static var loadingRefused: Int32? {
        let result = weir_kernel_can_bpf()
        return result == 1 ? nil : -result
    }

    /// What a backend cannot do without and this kernel lacks.
    public static func missing(_ backend: Backend) -> [String] {
        guard hasBTF else { return ["BTF (/sys/kernel/btf/vmlinux)"] }
        var missing = tracepoints.filter { $0.isRequired && $0.backends.contains(backend) && !has($0) }.map { "tracepoint \($0.name)" }
        missing += iterators.filter { $0.backends.contains(backend) && !has($0) }.map { "iterator \($0.name)" }
        missing += helpers.filter { $0.backends.contains(backend) && weir_kernel_has_helper($0.name) != 1 }.map { "helper bpf_\($0.name)" }
        return missing
    }
}
