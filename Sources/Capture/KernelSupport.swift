internal import CCapture

/// What this kernel offers to the socket backend, asked of its own type information rather than of its version.
///
/// Any thread. The first question reads the kernel's BTF (some megabytes), later ones are lookups.
public enum KernelSupport {
    public struct Tracepoint: Sendable, Hashable {
        public var name: String
        /// What is seen by it, and missing without it.
        public var purpose: String
        public var isRequired: Bool
    }

    public static let tracepoints = [
        Tracepoint(name: "sock_send_length", purpose: "bytes and messages sent", isRequired: true),
        Tracepoint(name: "sock_recv_length", purpose: "bytes and messages received", isRequired: true),
        Tracepoint(name: "inet_sock_set_state", purpose: "connects, accepts and failures", isRequired: true),
        Tracepoint(name: "tcp_destroy_sock", purpose: "the end of a connection, with its last totals", isRequired: true),
        Tracepoint(name: "sk_data_ready", purpose: "how long a request lay unread (queue time)", isRequired: false),
        Tracepoint(name: "tcp_retransmit_skb", purpose: "retransmitted segments", isRequired: false),
        Tracepoint(name: "tcp_send_reset", purpose: "resets sent", isRequired: false),
        Tracepoint(name: "tcp_receive_reset", purpose: "resets received", isRequired: false),
        Tracepoint(name: "sched_process_exec", purpose: "names of short-lived processes", isRequired: false),
        Tracepoint(name: "sched_process_exit", purpose: "ends of processes", isRequired: false),
        Tracepoint(name: "cgroup_mkdir", purpose: "names of short-lived containers, filters that follow", isRequired: true),
        Tracepoint(name: "cgroup_rmdir", purpose: "ends of containers", isRequired: false),
    ]

    public static var hasBTF: Bool { weir_kernel_has_btf() == 1 }

    public static func has(_ tracepoint: Tracepoint) -> Bool { weir_kernel_has_tracepoint(tracepoint.name) == 1 }

    /// Sockets that are older than the capture are read with it.
    public static var hasTaskFileIterator: Bool { weir_kernel_has_struct("bpf_iter__task_file") == 1 }

    /// Totals of messages under way are read with it.
    public static var hasSocketStorageIterator: Bool { weir_kernel_has_struct("bpf_iter__bpf_sk_storage_map") == 1 }

    /// `nil` when this process may load programs, else the errno.
    public static var loadingRefused: Int32? {
        let result = weir_kernel_can_bpf()
        return result == 1 ? nil : -result
    }

    /// What the socket backend cannot do without and this kernel lacks.
    public static var missing: [String] {
        guard hasBTF else { return ["BTF (/sys/kernel/btf/vmlinux)"] }
        var missing = tracepoints.filter { $0.isRequired && !has($0) }.map { "tracepoint \($0.name)" }
        if !hasTaskFileIterator { missing.append("iterator task_file") }
        if !hasSocketStorageIterator { missing.append("iterator bpf_sk_storage_map") }
        return missing
    }
}
