import Foundation

@testable import Resources

/// A host in a temporary directory: procfs, sysfs and cgroups as files.
final class FakeMachine {
    enum Cgroups: CaseIterable, Sendable { case v1, v2, hybrid }

    let root: String
    var proc: String { root + "/proc" }
    var cgroup: String { root + "/cgroup" }

    static let second: UInt64 = 1_000_000_000

    init(_ cgroups: Cgroups = .hybrid) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("weir-resources-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        root = directory.resolvingSymlinksInPath().path
        var mounts = "24 1 0:22 / /proc rw,nosuid - proc proc rw\n31 23 0:28 / \(cgroup) rw,relatime - tmpfs tmpfs rw,mode=755\n"
        if cgroups != .v2 {
            for controllers in ["cpu,cpuacct", "memory", "blkio", "pids", "freezer"] {
                mounts += "35 31 0:32 / \(cgroup)/\(controllers) rw,relatime shared:9 master:1 - cgroup cgroup rw,\(controllers)\n"
            }
        }
        if cgroups != .v1 { mounts += "41 31 0:38 / \(unified(cgroups)) rw,relatime - cgroup2 cgroup2 rw,nsdelegate\n" }
        try write("proc/self/mountinfo", mounts + "torn li")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func sampler(_ limits: ResourceLimits = ResourceLimits()) -> ResourceSampler {
        ResourceSampler(proc: proc, sys: root + "/sys", root: root, limits: limits)
    }

    /// In place, so that it stays the same file.
    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let path = "\(root)/\(name)"
        try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(root)/\(name)") }

    private func unified(_ cgroups: Cgroups) -> String { cgroups == .v2 ? cgroup : cgroup + "/unified" }
}

extension FakeMachine {
    /// All of a v2 group that a sampler reads.
    func writeV2(_ path: String, usec: UInt64 = 0, current: UInt64 = 0, read: UInt64 = 0, written: UInt64 = 0) throws {
        let files = [
            "cpu.stat": "usage_usec \(usec)\nuser_usec 1\nsystem_usec 2\nnr_periods 100\nnr_throttled 25\nthrottled_usec 9\n",
            "cpu.max": "150000 100000\n", "memory.current": "\(current)\n", "memory.max": "1048576\n",
            "memory.stat": "anon 5\nfile 6\ninactive_anon 7\nactive_anon 8\ninactive_file 100\nactive_file 9\n",
            "memory.events": "low 0\nhigh 0\nmax 5\noom 4\noom_kill 3\noom_group_kill 0\n",
            "io.stat": "8:0 rbytes=\(read) wbytes=\(written) rios=1 wios=2 dbytes=0 dios=0\n", "pids.current": "7\n",
            "cpu.pressure": "some avg10=12.50 avg60=0.00 avg300=0.00 total=1\nfull avg10=99.00 avg60=0.00 avg300=0.00 total=1\n",
            "memory.pressure": "some avg10=0.25 avg60=0.00 avg300=0.00 total=1\n",
            "io.pressure": "some avg10=100.00 avg60=0.00 avg300=0.00 total=1\n", "cgroup.procs": "11\n12\n", "cgroup.threads": "11\n12\n13\n",
        ]
        for (name, text) in files { try write("cgroup\(path)/\(name)", text) }
    }

    func writeV1(_ path: String, nanoseconds: UInt64 = 0, usage: UInt64 = 0, read: UInt64 = 0, written: UInt64 = 0) throws {
        let files = [
            "cpu,cpuacct": ["cpuacct.usage": "\(nanoseconds)\n", "cpu.cfs_quota_us": "50000\n", "cpu.cfs_period_us": "100000\n",
                "cpu.stat": "nr_periods 100\nnr_throttled 25\nthrottled_time 77\n"],
            "memory": ["memory.usage_in_bytes": "\(usage)\n", "memory.limit_in_bytes": "1048576\n",
                "memory.stat": "cache 1\ninactive_file 1\nhierarchical_memory_limit 5\ntotal_inactive_file 100\n",
                "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n"],
            "blkio": ["blkio.throttle.io_service_bytes_recursive":
                "8:0 Read \(read)\n8:0 Write \(written)\n8:0 Sync 1\n8:0 Async 2\n8:0 Discard 0\n8:0 Total 3\nTotal 3\n"],
            "pids": ["pids.current": "7\n", "cgroup.procs": "11\n12\n"],
        ]
        for (controller, files) in files {
            for (name, text) in files { try write("cgroup/\(controller)\(path)/\(name)", text) }
        }
    }

    func writeProcess(_ pid: UInt32, ticks: UInt64, started: UInt64 = 500, name: String = "sh", pages: UInt64 = 10) throws {
        try write(
            "proc/\(pid)/stat",
            "\(pid) (\(name)) S 1 1 1 0 -1 4194304 98 0 0 0 \(ticks) 0 0 0 20 0 3 0 \(started) 3133440 \(pages) 18446744073709551615 1 1 0 0\n")
    }
}

/// Text as parsers take it.
func parsing<Result>(_ text: String, _ parser: (UnsafeRawBufferPointer) -> Result) -> Result { parsing(Array(text.utf8), parser) }

func parsing<Result>(_ bytes: [UInt8], _ parser: (UnsafeRawBufferPointer) -> Result) -> Result { bytes.withUnsafeBytes(parser) }
