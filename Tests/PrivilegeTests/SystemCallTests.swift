import Foundation
import Testing

/// What the filter lets through and what not, where every capability is kept, so that nothing but the filter can refuse.
@Suite("System calls", .serialized, .enabled(if: ProbeLab.isOn, "needs root: set WEIR_KERNEL_TESTS=1"))
struct SystemCallTests {
    private let free: [String: Int32]
    private let confined: [String: Int32]

    init() throws {
        let lab = try ProbeLab()
        free = try Probe(lab, mode: "free").attempts()
        confined = try Probe(lab, keeping: Array(0...40), threads: ["wait", "poll"]).attempts()
    }

    @Test("programs are neither started nor loaded, nobody is traced, signalled, renamed or moved")
    func refused() {
        let refused = [
            "execve", "execveat", "spawn", "fork", "thread_in_namespace", "load_program", "create_map", "link", "raw_tracepoint",
            "map_by_id", "ptrace", "read_memory", "write_memory", "perf", "mount", "unshare", "setns", "setuid", "module", "kexec",
            "handle", "packet_socket", "kill_parent", "limit_parent", "favour_parent", "type_into_terminal", "signal_owner",
        ]
        for name in refused {
            #expect(confined[name] == EPERM, "\(name)")
            #expect(free[name] != nil && free[name] != EPERM, "\(name): refused without the filter too")
        }
    }

    @Test("maps, threads, tasks, sockets, timers and files go on")
    func allowed() {
        let allowed = [
            "update_map", "map_info", "thread", "tcp", "unix", "lookup", "timer", "write_file", "directory", "signal_self", "limit_self",
            "task", "read_others_file", "read_others_environment",
        ]
        for name in allowed { #expect(confined[name] == 0, "\(name)") }
        #expect(confined["map_batch"] == ENOENT) // it reached the end of the map
        #expect(confined["window_size"] == ENOTTY)
    }

    @Test("calls that are newer than the list are unknown, not forbidden, so that the C library falls back")
    func newer() {
        #expect(confined["newer_call"] == ENOSYS)
        #expect(confined["clone3"] == ENOSYS && free["clone3"] == EINVAL)
    }
}
