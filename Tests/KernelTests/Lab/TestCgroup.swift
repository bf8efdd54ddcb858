import Foundation

/// A cgroup of a test: one directory of the same name in every hierarchy, v1 and v2, whatever this host has. Gone with its owner.
final class TestCgroup {
    enum Version: Sendable { case v1, v2 }

    /// From the root of each hierarchy.
    let path: String
    private let directories: [(hierarchy: Hierarchy, path: String)]

    /// Goes after this.
    private let parent: TestCgroup?

    convenience init() throws { try self.init(path: "/\(Lab.fresh("weir-test"))", parent: nil) }

    private init(path: String, parent: TestCgroup?) throws {
        self.path = path
        self.parent = parent
        directories = try Hierarchy.mounted().map { ($0, $0.mountPoint + path) }
        for directory in directories {
            try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: true)
            try directory.hierarchy.prepare(directory.path)
        }
    }

    /// One below this.
    func child(_ name: String) throws -> TestCgroup { try TestCgroup(path: "\(path)/\(name)", parent: self) }

    /// Those that this host has.
    static let versions: [Version] = {
        let mounted = (try? Hierarchy.mounted()) ?? []
        return [.v1, .v2].filter { version in mounted.contains { $0.version == version } }
    }()

    /// As a directory, in one hierarchy of that version; `nil` when this host has none.
    func directory(_ version: Version) -> String? { directories.first { $0.hierarchy.version == version }?.path }

    /// The command, so that it runs in here from its first instruction. The process keeps the id of the one that starts it.
    func command(_ command: [String]) -> [String] {
        let moves = directories.map { "echo $$ > \($0.path)/cgroup.procs" }.joined(separator: " && ")
        return ["/bin/sh", "-c", "\(moves) && exec \"$@\"", "sh"] + command
    }

    func start(_ arguments: [String]) throws -> Child { try Child(command(arguments)) }

    /// The process is there, in here, and waits for the gate before it becomes the program.
    func start(_ arguments: [String], behind gate: Gate) throws -> Child {
        try Child(command(["/bin/sh", "-c", "read -r _ < \(gate.path); exec \"$@\"", "sh"] + arguments))
    }

    /// Everybody of another one comes in here.
    func take(from other: TestCgroup) throws {
        for (from, to) in zip(other.directories, directories) {
            for process in try String(contentsOfFile: "\(from.path)/cgroup.procs", encoding: .utf8).split(separator: "\n") {
                guard let handle = FileHandle(forWritingAtPath: "\(to.path)/cgroup.procs") else { throw LabError("no \(to.path)") }
                try handle.write(contentsOf: Data(process.utf8))
            }
        }
    }

    /// Whoever is still in here is the test's.
    deinit {
        for directory in directories { Self.empty(directory.path) }
        for root in (try? Hierarchy.mountPoints()) ?? [] { rmdir(root + path) } // an engine makes it in every hierarchy
    }

    private static func empty(_ directory: String) {
        _ = Lab.eventually(within: 10) {
            let processes = (try? String(contentsOfFile: "\(directory)/cgroup.procs", encoding: .utf8))?.split(separator: "\n") ?? []
            for process in processes.compactMap({ Int32($0) }) where process > 0 { kill(process, SIGKILL) }
            return processes.isEmpty
        }
    }
}

/// A mounted cgroup file system that weir can see.
private struct Hierarchy {
    var mountPoint: String
    var controllers: [String]
    var version: TestCgroup.Version

    static func mountPoints() throws -> [String] {
        let lines = try String(contentsOfFile: "/proc/self/mounts", encoding: .utf8).split(separator: "\n")
        return lines.map { $0.split(separator: " ") }.filter { $0[2].hasPrefix("cgroup") }.map { String($0[1]) }
    }

    static func mounted() throws -> [Hierarchy] {
        let lines = try String(contentsOfFile: "/proc/self/mounts", encoding: .utf8).split(separator: "\n")
        var seen: Set<String> = []
        let found = lines.compactMap { line -> Hierarchy? in
            let fields = line.split(separator: " ").map(String.init)
            guard fields[2].hasPrefix("cgroup"), fields[1].hasPrefix("/sys/fs/cgroup"), !fields[3].contains("name=") else { return nil }
            guard seen.insert(fields[3] + fields[2]).inserted else { return nil }
            let options = fields[3].split(separator: ",").map(String.init)
            return Hierarchy(mountPoint: fields[1], controllers: options, version: fields[2] == "cgroup2" ? .v2 : .v1)
        }
        guard !found.isEmpty else { throw LabError("no cgroup file system below /sys/fs/cgroup") }
        // Memory is the one that every container engine uses.
        return found.sorted { $0.controllers.contains("memory") && !$1.controllers.contains("memory") }
    }

    /// A cpuset without processors takes no process.
    func prepare(_ directory: String) throws {
        guard version == .v1, controllers.contains("cpuset") else { return }
        let parent = (directory as NSString).deletingLastPathComponent
        for file in ["cpuset.cpus", "cpuset.mems"] {
            let value = try String(contentsOfFile: "\(parent)/\(file)", encoding: .utf8)
            guard let handle = FileHandle(forWritingAtPath: "\(directory)/\(file)") else { throw LabError("no \(directory)/\(file)") }
            try handle.write(contentsOf: Data(value.utf8))
        }
    }
}
