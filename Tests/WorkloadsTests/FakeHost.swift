import Events
import Foundation
import Testing

@testable import Workloads

/// A hybrid host in a temporary directory: memory and freezer in v1, `name=systemd`, and v2. Its cgroups are plain directories,
/// whose inode numbers stand for kernel ids.
final class FakeHost {
    static let memory: UInt32 = 4
    static let freezer: UInt32 = 6
    static let named: UInt32 = 9

    let root: String
    var proc: String { root + "/proc" }
    var cgroup: String { root + "/sys/fs/cgroup" }

    init() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("weir-workloads-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        root = directory.resolvingSymlinksInPath().path
        for name in ["memory", "freezer", "systemd", "unified"] { try makeDirectory("\(cgroup)/\(name)") }
        try write("self/cgroup", "9:name=systemd:/\n6:freezer:/\n4:memory:/user:colon\n0::/\n")
        try write(
            "self/mountinfo",
            """
            24 1 0:22 / /proc rw,nosuid - proc proc rw
            31 23 0:28 / \(cgroup) rw,relatime - tmpfs tmpfs rw,mode=755
            35 31 0:32 / \(cgroup)/memory rw,relatime shared:9 master:1 - cgroup cgroup rw,memory
            37 31 0:34 / \(cgroup)/freezer rw,relatime - cgroup cgroup rw,freezer
            40 31 0:37 / \(cgroup)/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
            41 31 0:38 / \(cgroup)/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate
            torn line
            """)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func tree() throws -> CgroupTree { try CgroupTree.host(proc: proc) }

    @discardableResult
    func make(_ path: String, in hierarchy: String) throws -> CgroupID {
        let directory = "\(cgroup)/\(hierarchy)\(path)"
        try makeDirectory(directory)
        let numbers: [String: UInt32] = ["memory": Self.memory, "freezer": Self.freezer, "systemd": Self.named, "unified": 0]
        let attributes = try FileManager.default.attributesOfItem(atPath: directory)
        let inode = try #require(attributes[.systemFileNumber] as? NSNumber).uint64Value
        return CgroupID(id: inode, hierarchy: try #require(numbers[hierarchy]))
    }

    func remove(_ path: String, in hierarchy: String) throws {
        try FileManager.default.removeItem(atPath: "\(cgroup)/\(hierarchy)\(path)")
    }

    func makeProcess(_ pid: ProcessID, comm: String, cmdline: String, cgroup: String) throws {
        try write("\(pid)/comm", comm + "\n")
        try write("\(pid)/cmdline", cmdline)
        try write("\(pid)/cgroup", cgroup)
    }

    func write(_ name: String, _ text: String) throws {
        let path = "\(proc)/\(name)"
        try makeDirectory((path as NSString).deletingLastPathComponent)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private func makeDirectory(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}
