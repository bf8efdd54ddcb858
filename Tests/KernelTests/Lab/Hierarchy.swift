import Foundation

/// A mounted cgroup file system that weir can see.
struct Hierarchy {
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

    /// Of v1 alone: v2 has all that v1 has not.
    func has(_ controller: String) -> Bool { version == .v1 && controllers.contains(controller) }

    /// A new cgroup, in which processes can be.
    func make(_ path: String) throws {
        let directory = mountPoint + path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        // A cpuset without processors takes no process.
        guard has("cpuset") else { return }
        let parent = (directory as NSString).deletingLastPathComponent
        for file in ["cpuset.cpus", "cpuset.mems"] {
            let value = try String(contentsOfFile: "\(parent)/\(file)", encoding: .utf8)
            guard let handle = FileHandle(forWritingAtPath: "\(directory)/\(file)") else { throw LabError("no \(directory)/\(file)") }
            try handle.write(contentsOf: Data(value.utf8))
        }
    }
}
