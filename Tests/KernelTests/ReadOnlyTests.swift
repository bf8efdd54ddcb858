import Foundation
import Testing

extension KernelTests {
    /// No loaded program can alter traffic, or the memory or the fate of a process.
    @Suite struct ReadOnly {
        struct Program: Decodable { var name, type: String }

        /// Beginnings of all that they may call: to look, and to write into maps and rings of their own.
        private static let harmless = [
            "bpf_get_", "bpf_ktime_get_", "bpf_probe_read_", "bpf_ringbuf_", "bpf_seq_write", "bpf_sk_storage_", "bpf_task_storage_",
            "bpf_skc_to_", "bpf_sock_from_file", "bpf_task_pt_regs", "bpf_map_", "htab_map_", "__htab_map_", "array_map_", "pc",
        ]

        @Test("every loaded program only traces, and calls nothing that could change what it sees", arguments: Backend.allCases)
        func programs(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let ids = try Self.programs(of: weir.pid)
            let programs = try ids.map { id in
                try JSONDecoder().decode(Program.self, from: Data(Child.run([Lab.tool("bpftool"), "-j", "prog", "show", "id", id]).utf8))
            }
            let calls = try ids.map(Self.calls)
            _ = try weir.stop()

            let own = backend == .socket ? ["weir_send", "weir_receive"] : ["weir_sys_exit"]
            #expect(Set(own).isSubset(of: programs.map(\.name)))
            for (program, calls) in zip(programs, calls) {
                #expect(program.type == "tracing", "\(program.name)")
                #expect(!calls.isEmpty, "\(program.name)")
                let others = calls.filter { call in !Self.harmless.contains(where: call.hasPrefix) }
                #expect(others.isEmpty, "\(program.name)")
            }
        }

        @Test("nothing stays loaded when weir has gone, even killed")
        func nothingStays() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup)
            let ids = try Self.programs(of: weir.pid)
            #expect(!ids.isEmpty)
            try weir.kill()
            // The kernel frees them when the last run that might be under way has ended, some milliseconds later.
            for id in ids {
                #expect(Lab.eventually(within: 10) { (try? Child.run([Lab.tool("bpftool"), "prog", "show", "id", id])) == nil })
            }
        }

        /// What a program calls, by name: `  12: (85) call bpf_ktime_get_ns#5`.
        private static func calls(of id: String) throws -> Set<String> {
            let lines = try Child.run([Lab.tool("bpftool"), "prog", "dump", "xlated", "id", id]).split(separator: "\n")
            return Set(lines.compactMap { line in
                let parts = line.split(separator: " ")
                guard parts.count > 3, parts[1] == "(85)" else { return nil }
                return String(parts[3].prefix { $0 != "#" && $0 != "+" })
            })
        }

        /// By the descriptors that a process holds: other captures of this host are not ours to judge.
        private static func programs(of pid: Int32) throws -> [String] {
            let directory = "/proc/\(pid)/fdinfo"
            let files = try FileManager.default.contentsOfDirectory(atPath: directory)
            let lines = files.flatMap { (try? String(contentsOfFile: "\(directory)/\($0)", encoding: .utf8))?.split(separator: "\n") ?? [] }
            let ids = lines.filter { $0.hasPrefix("prog_id:") }.map { $0.dropFirst(8).trimmingCharacters(in: .whitespaces) }
            return Set(ids).sorted()
        }
    }
}
