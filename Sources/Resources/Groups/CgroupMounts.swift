/// Where the hierarchies of cgroups are mounted: v2, v1, or each controller in one of the two.
public struct CgroupMounts: Sendable, Equatable {
    public struct Mount: Sendable, Equatable {
        public var directory: String
        /// What of the hierarchy is mounted there: empty for all of it, else the path of a cgroup, as inside a container.
        public var root: String

        public init(directory: String, root: String = "") {
            self.directory = directory
            self.root = root
        }
    }

    public var v2: Mount?
    /// By controller: `memory`, `cpuacct`, `name=systemd`. Those mounted together have one mount.
    public var v1: [String: Mount]

    public init(v2: Mount? = nil, v1: [String: Mount] = [:]) {
        self.v2 = v2
        self.v1 = v1
    }

    /// What is mounted for this process, by `<proc>/self/mountinfo`; nothing when that cannot be read.
    public init(proc: String) {
        let reader = FileReader(mostKept: 0)
        var file = KernelFile()
        self.init()
        if let text = reader.text(of: &file, at: FilePath(directory: proc, name: "/self/mountinfo"), length: .records) {
            self = CgroupMounts(mountinfo: text)
        }
    }

    /// From the text of a mountinfo (proc(5)). What is mounted twice counts by the mount that shows most of it.
    init(mountinfo text: UnsafeRawBufferPointer) {
        self.init()
        var cursor = TextCursor(text)
        repeat {
            guard let line = MountLine.read(&cursor) else { continue }
            if line.isV2 { v2 = line.mount.orBetter(v2) }
            for controller in line.controllers where v1.count < Self.mostControllers || v1[controller] != nil {
                v1[controller] = line.mount.orBetter(v1[controller])
            }
        } while cursor.nextLine()
    }

    private static let mostControllers = 64
}

extension CgroupMounts.Mount {
    fileprivate func orBetter(_ other: Self?) -> Self {
        guard let other else { return self }
        return other.root.utf8.count <= root.utf8.count ? other : self
    }

    /// The part of a cgroup's path below what is mounted here; nil when it lies elsewhere or is no path.
    func place(of path: String) -> String? {
        guard path.utf8.first == .slash, !path.hasParent else { return nil }
        guard !root.isEmpty else { return path == "/" ? "" : path }
        guard path.utf8.starts(with: root.utf8) else { return nil }
        let rest = path.utf8.dropFirst(root.utf8.count)
        return rest.isEmpty || rest.first == .slash ? String(Substring(rest)) : nil
    }
}

extension String {
    /// One of its components is `..`, which no cgroup is called.
    fileprivate var hasParent: Bool {
        utf8.contains(UInt8(ascii: ".")) && utf8.split(separator: .slash).contains { $0.elementsEqual("..".utf8) }
    }
}

/// `35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 master:1 - cgroup cgroup rw,memory`.
private struct MountLine {
    var isV2: Bool
    var mount: CgroupMounts.Mount
    var controllers: [String]

    /// nil for what mounts no cgroups.
    static func read(_ cursor: inout TextCursor) -> MountLine? {
        cursor.skipWords(3)
        guard let root = cursor.word(), let directory = cursor.word(), skipOptional(&cursor), let type = cursor.word() else { return nil }
        guard type.equals("cgroup") || type.equals("cgroup2") else { return nil }
        cursor.skipWords(1)
        let options = cursor.word()?.text.split(separator: ",") ?? []
        let isV2 = type.equals("cgroup2")
        return MountLine(
            isV2: isV2, mount: CgroupMounts.Mount(directory: directory.unescaped, root: shown(root.unescaped)),
            controllers: isV2 ? [] : options.filter { !others.contains($0) }.map(String.init))
    }

    /// Of these fields there are any number; a dash ends them.
    private static func skipOptional(_ cursor: inout TextCursor) -> Bool {
        while let word = cursor.word() { if word.equals("-") { return true } }
        return false
    }

    /// `/..`: this process's cgroup namespace begins further in than the mount does.
    private static func shown(_ root: String) -> String { root == "/" || root.hasPrefix("/..") ? "" : root }

    /// Options of the file system that are no controllers.
    private static let others: Set<Substring> = ["rw", "ro", "xattr", "clone_children", "noprefix", "none"]
}

extension UnsafeRawBufferPointer {
    /// Space, tab, newline and backslash come as `\040` and so on.
    fileprivate var unescaped: String {
        var plain: [UInt8] = []
        var place = 0
        while place < count {
            if self[place] == UInt8(ascii: "\\"), place + 3 < count, let code = UInt8(part(place + 1..<place + 4).text, radix: 8) {
                plain.append(code)
                place += 4
            } else {
                plain.append(self[place])
                place += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
