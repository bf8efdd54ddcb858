import Foundation
import Testing

@testable import Resources

/// A cgroup of this kernel that a test makes in every hierarchy and removes, with the processes that it started there.
final class OwnCgroup {
    static let isOn = ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"

    let path: String
    let mounts = CgroupMounts(proc: "/proc")
    private(set) var directories: [String] = []
    private var started: [Process] = []

    init(_ name: String) throws {
        path = "/weirres\(getpid())-\(name)"
        try make()
        try #require(!directories.isEmpty, "no cgroups here")
    }

    deinit {
        end()
        remove()
    }

    func make() throws {
        let all = [mounts.v2] + ["cpu", "cpuacct", "memory", "blkio", "pids", "freezer"].map { mounts.v1[$0] }
        directories = Set(all.compactMap { $0?.directory }).sorted().map { $0 + path }
        for directory in directories { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false) }
    }

    /// A process that has ended leaves its cgroup a moment later.
    func remove() {
        for directory in directories {
            for _ in 0..<200 where rmdir(directory) != 0 && errno == EBUSY { usleep(10_000) }
        }
    }

    /// Runs a shell script in the cgroup.
    @discardableResult
    func run(_ script: String) throws -> UInt32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let entering = directories.map { "echo $$ > \($0)/cgroup.procs" }.joined(separator: " && ")
        process.arguments = ["-c", "\(entering) && \(script)"]
        try process.run()
        started.append(process)
        return UInt32(process.processIdentifier)
    }

    func end() {
        for process in started where process.isRunning { kill(process.processIdentifier, SIGKILL) }
        for process in started { process.waitUntilExit() }
        started = []
    }

    func waitForEnd() { for process in started { process.waitUntilExit() } }

    /// Where the memory controller is: its directory, and the file for its limit. nil where v2 has not enabled it.
    var memoryLimit: String? {
        let files = directories.flatMap { ["\($0)/memory.limit_in_bytes", "\($0)/memory.max"] }
        return files.first { FileManager.default.fileExists(atPath: $0) }
    }

    func group(_ process: UInt32? = nil) -> GroupPaths { GroupPaths(key: "own", v2: path, v1: path, process: process) }
}

/// CLOCK_MONOTONIC in nanoseconds.
func monotonic() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
