/// One mounted hierarchy of cgroups.
public struct CgroupHierarchy: Hashable, Sendable {
    /// 0 is v2; v1 has the number of `/proc/cgroups`.
    public var id: UInt32
    /// Controllers of v1, and its name as `name=systemd`; empty for v2.
    public var controllers: [String]
    /// Where it is mounted in this process's mount namespace.
    public var mountPoint: String
    /// What of the hierarchy is mounted there: empty for all of it, else the path of a cgroup (inside a container).
    public var mountedRoot: String

    /// False for a v1 hierarchy that has a name and no controller: a kernel program reads a process's cgroup per controller and
    /// cannot see it.
    public var isVisibleToKernelPrograms: Bool { id == 0 || controllers.contains { !$0.hasPrefix("name=") } }

    /// `cgroup2`, or `cgroup memory`.
    public var label: String { id == 0 ? "cgroup2" : "cgroup " + controllers.joined(separator: ",") }

    /// The directory of a cgroup given by its path from the root of the hierarchy; nil when it lies outside what is mounted.
    func directory(of path: String) -> String? {
        CgroupPath.remainder(of: path, below: mountedRoot).map { CgroupPath.join(mountPoint, $0) }
    }

    /// The path from the root of the hierarchy of what lies at a directory; nil when it is not in this mount.
    func path(of directory: String) -> String? {
        CgroupPath.remainder(of: directory, below: mountPoint).map { CgroupPath.join(mountedRoot, $0) }
    }
}

extension CgroupHierarchy {
    /// The hierarchies mounted here, from the text of `/proc/self/mountinfo` (proc(5)) and `/proc/self/cgroup`, which gives the number
    /// of each, also of one that has only a name. A hierarchy mounted twice counts once, by the mount that shows most of it.
    static func mounted(mountinfo: [Substring], memberships: [CgroupMembership]) -> [CgroupHierarchy] {
        var found: [UInt32: CgroupHierarchy] = [:]
        for line in mountinfo {
            guard let mount = CgroupMount(line), let hierarchy = mount.hierarchy(among: memberships) else { continue }
            if let other = found[hierarchy.id], other.mountedRoot.utf8.count <= hierarchy.mountedRoot.utf8.count { continue }
            found[hierarchy.id] = hierarchy
        }
        return found.values.sorted { $0.id < $1.id }
    }
}

/// A line of `/proc/<pid>/cgroup`: `4:memory:/docker/<id>`, `0::/init.scope`. A path may hold colons.
struct CgroupMembership: Hashable {
    var hierarchy: UInt32
    var controllers: [String]
    var path: String

    init?(_ line: Substring) {
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let id = UInt32(fields[0]), fields[2].utf8.first == UInt8(ascii: "/") else { return nil }
        hierarchy = id
        controllers = fields[1].split(separator: ",").map(String.init)
        path = String(fields[2])
    }
}

/// A line of mountinfo that mounts cgroups.
private struct CgroupMount {
    var isV2: Bool
    var options: [Substring]
    var mountPoint: String
    var root: String

    init?(_ line: Substring) {
        let fields = line.split(separator: " ")
        guard fields.count >= 9, let dash = fields.dropFirst(6).firstIndex(of: "-"), fields.count > dash + 3,
            fields[dash + 1] == "cgroup" || fields[dash + 1] == "cgroup2"
        else { return nil }
        isV2 = fields[dash + 1] == "cgroup2"
        options = fields[dash + 3].split(separator: ",")
        mountPoint = CgroupPath.clean(Self.unescape(fields[4]))
        let root = CgroupPath.clean(Self.unescape(fields[3]))
        // `/..`: this process's namespace begins further in than the mount does.
        self.root = root == "/" || root.hasPrefix("/..") ? "" : root
    }

    func hierarchy(among memberships: [CgroupMembership]) -> CgroupHierarchy? {
        if isV2 { return CgroupHierarchy(id: 0, controllers: [], mountPoint: mountPoint, mountedRoot: root) }
        let member = memberships.first { membership in
            membership.hierarchy != 0 && membership.controllers.contains { options.contains(Substring($0)) }
        }
        return member.map {
            CgroupHierarchy(id: $0.hierarchy, controllers: $0.controllers, mountPoint: mountPoint, mountedRoot: root)
        }
    }

    /// Space, tab, newline and backslash come as `\040` and so on.
    private static func unescape(_ field: Substring) -> String {
        var plain: [UInt8] = []
        var rest = field.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3, let code = UInt8(String(Substring(digits)), radix: 8) {
                plain.append(code)
                rest = rest.dropFirst(3)
            } else {
                plain.append(byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
