import Events
import Foundation
import Testing

@testable import Workloads

private let box = String(repeating: "ab12", count: 16)

@Suite struct CgroupTreeTests {
    let host: FakeHost

    init() throws { host = try FakeHost() }

    @Test("the hierarchies come from mountinfo, with the kernel's numbers, and say which a kernel program sees")
    func hierarchies() throws {
        let tree = try host.tree()
        #expect(tree.hierarchies.map(\.id) == [0, FakeHost.memory, FakeHost.freezer, FakeHost.named])
        #expect(tree.hierarchies.map(\.isVisibleToKernelPrograms) == [true, true, true, false])
        #expect(tree.hierarchies[0].mountPoint == host.cgroup + "/unified")
        #expect(tree.hierarchies.map(\.label) == ["cgroup2", "cgroup memory", "cgroup freezer", "cgroup name=systemd"])
    }

    @Test("a scan names every cgroup from the root of its hierarchy")
    func scan() throws {
        let deep = try host.make("/docker/\(box)/inner", in: "memory")
        let unit = try host.make("/system.slice/orders.service", in: "unified")
        let tree = try host.tree()
        #expect(tree.path(of: deep) == "/docker/\(box)/inner")
        #expect(tree.meaning(of: unit) == .unit("orders.service"))
        #expect(tree.path(of: CgroupID(id: deep.id, hierarchy: 0)) == nil)
        let all: Set = ["/", "/docker", "/docker/\(box)", "/docker/\(box)/inner", "/system.slice", "/system.slice/orders.service"]
        #expect(Set(tree.paths.values) == all)
    }

    @Test("names that are not UTF-8 are scanned too")
    func oddNames() throws {
        let name: [CChar] = Array(("\(host.cgroup)/memory/").utf8CString.dropLast()) + [-1, -2, 0]
        #expect(mkdir(name, 0o755) == 0)
        #expect(try host.tree().paths.values.contains("/\u{fffd}\u{fffd}"))
    }

    @Test("a mount of a part of a hierarchy names its cgroups from the true root")
    func partialMount() throws {
        try host.make("/inner", in: "unified")
        try host.write("self/mountinfo", "41 31 0:38 /docker/\(box) \(host.cgroup)/unified rw - cgroup2 cgroup2 rw\n")
        let tree = try host.tree()
        #expect(Set(tree.paths.values) == ["/docker/\(box)", "/docker/\(box)/inner"])
        #expect(try tree.resolve("/docker/\(box)/inner").count == 1)
        #expect(try tree.resolve("\(host.cgroup)/unified/inner").count == 1)
    }

    @Test("events name cgroups in a tree that knows no host, in either order")
    func events() {
        var tree = CgroupTree()
        let cgroup = CgroupID(id: 77, hierarchy: 4)
        tree.observe(.removed("/docker/\(box)", cgroup))
        tree.observe(.made("/docker/\(box)", cgroup))
        #expect(tree.path(of: cgroup) == "/docker/\(box)")
        #expect(tree.path(of: CgroupID(id: 1, hierarchy: 0)) == "/")
    }

    @Test("the name of a removed cgroup lives on until enough others have gone after it")
    func removedNames() {
        var limits = CgroupTree.Limits()
        limits.removed = 7
        var tree = CgroupTree(limits: limits)
        for id in 100..<123 as Range<UInt64> {
            let cgroup = CgroupID(id: id, hierarchy: 0)
            tree.observe(.made("/short/\(id)", cgroup))
            tree.observe(.removed("/short/\(id)", cgroup))
            #expect(tree.path(of: cgroup) == "/short/\(id)")
        }
        #expect(Set(tree.paths.values) == Set((116..<123).map { "/short/\($0)" }))
    }

    @Test("a full tree counts what it cannot keep")
    func full() {
        var limits = CgroupTree.Limits()
        limits.living = 5
        var tree = CgroupTree(limits: limits)
        for id in 10..<18 as Range<UInt64> { tree.observe(.made("/a\(id)", CgroupID(id: id, hierarchy: 0))) }
        #expect(tree.paths.count == 5)
        #expect(tree.dropped == 3)
    }

    @Test("a scan notices what vanished without an event, and still knows its name")
    func vanished() throws {
        var limits = CgroupTree.Limits()
        limits.removed = 1
        let first = try host.make("/one", in: "memory")
        let second = try host.make("/two", in: "memory")
        var tree = try CgroupTree.host(proc: host.proc, limits: limits)
        try host.remove("/one", in: "memory")
        tree.scan()
        #expect(tree.path(of: first) == "/one")
        try host.remove("/two", in: "memory")
        tree.scan()
        #expect(tree.path(of: first) == nil)
        #expect(tree.path(of: second) == "/two")
    }

    @Test("without procfs the error says which file")
    func noProc() throws {
        #expect(throws: CgroupError.unreadable(path: "/nonexistent/self/cgroup", errno: ENOENT)) {
            try CgroupTree.host(proc: "/nonexistent")
        }
    }
}

@Suite struct CgroupResolveTests {
    let host: FakeHost

    init() throws { host = try FakeHost() }

    @Test("a directory means that cgroup and all below it, in its hierarchy")
    func directory() throws {
        let memory = [try host.make("/foo", in: "memory"), try host.make("/foo/bar", in: "memory")]
        try host.make("/foo", in: "freezer")
        try host.make("/foobar", in: "memory")
        let tree = try host.tree()
        #expect(Set(try tree.resolve("\(host.cgroup)/memory/foo/")) == Set(memory))
        #expect(try tree.resolve("\(host.cgroup)/memory/foo/bar") == [memory[1]])
    }

    @Test("a symbolic link to a hierarchy is followed")
    func link() throws {
        let cgroup = try host.make("/foo", in: "memory")
        try FileManager.default.createSymbolicLink(atPath: "\(host.cgroup)/mem", withDestinationPath: "memory")
        #expect(try host.tree().resolve("\(host.cgroup)/mem/foo") == [cgroup])
    }

    @Test("a path from the root means it in every hierarchy that has it")
    func everyHierarchy() throws {
        let expected = [
            try host.make("/docker/\(box)", in: "unified"), try host.make("/docker/\(box)", in: "memory"),
            try host.make("/docker/\(box)/a", in: "memory"), try host.make("/docker/\(box)", in: "freezer"),
        ]
        try host.make("/docker/\(box)", in: "systemd")
        let tree = try host.tree()
        #expect(Set(try tree.resolve("/docker/\(box)")) == Set(expected))
        #expect(Set(tree.cgroups(ofContainer: box)) == Set(expected))
        #expect(Set(tree.cgroups(ofContainer: String(box.prefix(12)))) == Set(expected))
        #expect(tree.cgroups(ofContainer: String(box.prefix(11))).isEmpty)
        #expect(try tree.resolve("/").count == tree.paths.count)
    }

    @Test("the tops of some cgroups are the places under which all of them lie")
    func tops() throws {
        for path in ["/a", "/a/b", "/a/b/c", "/ab", "/x/y"] { try host.make(path, in: "memory") }
        try host.make("/a", in: "freezer")
        let tree = try host.tree()
        let memory = try tree.resolve("\(host.cgroup)/memory/a")
        #expect(tree.tops(of: memory).map(\.path) == ["/a"])
        #expect(tree.tops(of: try tree.resolve("/a")).map(\.path) == ["/a", "/a"])
        #expect(Set(tree.tops(of: try tree.resolve("/a")).map(\.hierarchy)).count == 2)
        let several = try tree.resolve("\(host.cgroup)/memory/a/b") + tree.resolve("/ab") + tree.resolve("/x/y")
        #expect(tree.tops(of: several).map(\.path) == ["/a/b", "/ab", "/x/y"])
        #expect(tree.tops(of: []).isEmpty)
    }

    @Test("a cgroup that is nowhere: the error lists where it was looked for")
    func unknown() throws {
        let tree = try host.tree()
        let error = #expect(throws: CgroupError.self) { try tree.resolve("/nowhere") }
        let searched = ["unified", "memory", "freezer"].map { "\(host.cgroup)/\($0)/nowhere" }
        #expect(error == .unknown(path: "/nowhere", searched: searched))
        #expect(throws: CgroupError.unknown(path: "\(host.cgroup)/memory/nowhere", searched: ["\(host.cgroup)/memory/nowhere"])) {
            try tree.resolve("\(host.cgroup)/memory/nowhere")
        }
    }

    @Test("a cgroup only in name=systemd cannot be seen by the kernel program, and the error says so")
    func invisible() throws {
        try host.make("/user.slice", in: "systemd")
        let tree = try host.tree()
        for path in ["/user.slice", "\(host.cgroup)/systemd/user.slice"] {
            #expect(throws: CgroupError.invisible(path: path, hierarchy: "name=systemd")) { try tree.resolve(path) }
        }
    }

    @Test("a container's cgroups include those of containers inside it")
    func nested() {
        var tree = CgroupTree()
        let paths = ["/mesos/a-1", "/mesos/a-1/mesos/b-2", "/mesos/a-1/mesos/b-2/docker/\(box)", "/mesos/a-11"]
        for (index, path) in paths.enumerated() { tree.observe(.made(path, CgroupID(id: UInt64(index + 10), hierarchy: 6))) }
        #expect(tree.cgroups(ofContainer: "a-1").map(\.id) == [10, 11, 12])
        #expect(tree.cgroups(ofContainer: "a-1.b-2").map(\.id) == [11, 12])
        #expect(tree.cgroups(ofContainer: box).map(\.id) == [12])
    }
}

extension CgroupEvent {
    static func made(_ path: String, _ cgroup: CgroupID) -> CgroupEvent {
        CgroupEvent(kind: .made, time: MonotonicTime(nanoseconds: 1), cgroup: cgroup, parent: CgroupID(id: 1, hierarchy: 0), path: path)
    }

    static func removed(_ path: String, _ cgroup: CgroupID) -> CgroupEvent {
        var event = made(path, cgroup)
        event.kind = .removed
        return event
    }
}
