import Events
import Foundation
import Testing

@testable import Workloads

/// With cgroups of this kernel that the test makes itself; it looks at no others. Needs root.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"), .serialized)
final class CgroupKernelTests {
    private let host: FakeHost
    private let hierarchy: CgroupHierarchy
    private let name = "weir-test-\(UUID().uuidString.prefix(8))"
    private var directory: String { hierarchy.mountPoint + "/" + name }

    /// Of the first hierarchy here; the tree under test is shown only the part below the test's own cgroup.
    init() throws {
        host = try FakeHost()
        let memberships = try HostFiles.lines("/proc/self/cgroup", limit: 1 << 20).compactMap(CgroupMembership.init)
        let mountinfo = try HostFiles.lines("/proc/self/mountinfo", limit: 1 << 20)
        let mounted = CgroupHierarchy.mounted(mountinfo: mountinfo, memberships: memberships)
        hierarchy = try #require(mounted.first { $0.id != 0 && $0.isVisibleToKernelPrograms } ?? mounted.first)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        let kind = hierarchy.id == 0 ? "cgroup2 cgroup2 rw" : "cgroup cgroup rw,\(hierarchy.controllers.joined(separator: ","))"
        try host.write("self/mountinfo", "50 31 0:50 /\(name) \(directory) rw - \(kind)\n")
        let controllers = hierarchy.controllers.joined(separator: ",")
        try host.write("self/cgroup", "\(hierarchy.id):\(controllers):/\n")
    }

    deinit {
        rmdir("\(directory)/inner")
        rmdir(directory)
    }

    @Test("the inode number of a cgroup's directory is the kernel's id for it")
    func inodeIsID() throws {
        let tree = try host.tree()
        let cgroup = try #require(tree.paths.first { $0.value == "/\(name)" }?.key)
        #expect(cgroup == CgroupID(id: try kernelID(of: directory), hierarchy: hierarchy.id))
        #expect(try tree.resolve(directory) == [cgroup])
    }

    @Test("a process in a cgroup that no event told is named by its own file")
    func fromProc() throws {
        let directory = WorkloadDirectory(cgroups: try host.tree(), proc: "/proc")
        try FileManager.default.createDirectory(atPath: "\(self.directory)/inner", withIntermediateDirectories: false)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sleep")
        process.arguments = ["60"]
        try process.run()
        defer {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let pid = ProcessID(process.processIdentifier)
        try Data("\(pid)".utf8).write(to: URL(fileURLWithPath: "\(self.directory)/inner/cgroup.procs"))
        let cgroup = CgroupID(id: try kernelID(of: "\(self.directory)/inner"), hierarchy: hierarchy.id)
        let id = directory.identify(Owner(process: pid, command: Command("sleep"), cgroupV2: nil, cgroupV1: cgroup))
        let workload = directory.workload(id)
        #expect(workload.cgroup == "/\(name)/inner")
        #expect(workload.name == "sleep[\(pid)]")
        #expect(workload.commandLine == ["/bin/sleep", "60"])
        #expect(directory.rescans == 0)
    }

    /// What `bpf_get_current_cgroup_id` would say: the eight bytes of the file handle (cgroups: 64-bit kernels from 5.5).
    private func kernelID(of path: String) throws -> UInt64 {
        let header = MemoryLayout<UInt32>.size * 2
        let handle = UnsafeMutableRawBufferPointer.allocate(byteCount: header + 128, alignment: 8)
        defer { handle.deallocate() }
        handle.storeBytes(of: 128, as: UInt32.self)
        let base = try #require(handle.baseAddress)
        let symbol = try #require(dlsym(nil, "name_to_handle_at"))
        let nameToHandle = unsafeBitCast(symbol, to: NameToHandle.self)
        var mount: Int32 = 0
        try #require(nameToHandle(AT_FDCWD, path, base, &mount, 0) == 0, "name_to_handle_at: errno \(errno)")
        return handle.loadUnaligned(fromByteOffset: header, as: UInt64.self)
    }

    /// Not in Swift's view of glibc.
    private typealias NameToHandle = @convention(c) (
        Int32, UnsafePointer<CChar>, UnsafeMutableRawPointer, UnsafeMutablePointer<Int32>, Int32
    ) -> Int32
}
