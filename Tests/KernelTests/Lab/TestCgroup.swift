import Foundation

/// A cgroup of a test: a directory of the same name in the hierarchies of this host, v1 and v2. Gone with its owner.
final class TestCgroup {
    enum Version: String, Sendable { case v1, v2 }

    /// From the root of each hierarchy.
    let path: String
    private let places: [(hierarchy: Hierarchy, directory: String)]

    /// Where its processes are put besides.
    private let roots: [String]

    /// Goes after this.
    private let parent: TestCgroup?

    /// In every hierarchy but that of v1's cpu: Linux 6.18 lets one cgroup full of processes that wake each other keep the processor
    /// from all others for seconds (2.6 s measured), and a test of anything else would be a test of that.
    convenience init() throws {
        try self.init(path: "/\(Lab.fresh("weir-test"))", parent: nil, in: Hierarchy.mounted().filter { !$0.has("cpu") }, outOf: [])
    }

    /// In the hierarchy of one v1 controller alone. Its processes are at the root of all others, as Mesos leaves those of a container
    /// for which an isolator is off.
    convenience init(only controller: String, namedAs other: TestCgroup? = nil) throws {
        let mounted = try Hierarchy.mounted()
        try self.init(
            path: other?.path ?? "/\(Lab.fresh("weir-test"))", parent: nil, in: mounted.filter { $0.has(controller) },
            outOf: mounted.filter { !$0.has(controller) }.map(\.mountPoint))
    }

    /// A container of Mesos, `/mesos/<id>`: in v2, or in v1's freezer alone, as Mesos has it where no isolator is on.
    convenience init(mesos id: String, _ version: Version) throws {
        let mounted = try Hierarchy.mounted()
        let its = mounted.filter { version == .v2 ? $0.version == .v2 : $0.has("freezer") }
        let roots = mounted.filter { one in !its.contains { $0.mountPoint == one.mountPoint } }.map(\.mountPoint)
        let mesos = try TestCgroup(path: "/mesos", parent: nil, in: its, outOf: roots)
        try self.init(path: "/mesos/\(id)", parent: mesos, in: its, outOf: roots)
    }

    private init(path: String, parent: TestCgroup?, in hierarchies: [Hierarchy], outOf roots: [String]) throws {
        self.path = path
        self.parent = parent
        self.roots = roots
        places = hierarchies.map { ($0, $0.mountPoint + path) }
        guard !places.isEmpty else { throw LabError("this host has not the hierarchy that \(path) is to be in") }
        for place in places { try place.hierarchy.make(path) }
    }

    /// One below this.
    func child(_ name: String) throws -> TestCgroup {
        try TestCgroup(path: "\(path)/\(name)", parent: self, in: places.map(\.hierarchy), outOf: roots)
    }

    /// Takes it away and makes it again at the same path, as a service manager does that starts a service anew: the kernel takes it for
    /// another cgroup. Nobody may be in here.
    func renew() throws {
        for place in places {
            let isGone = Lab.eventually(within: 10) { rmdir(place.directory) == 0 } // a process leaves some moments after its end
            guard isGone else { throw LabError("cannot take away \(place.directory): errno \(errno)") }
        }
        for place in places { try place.hierarchy.make(path) }
    }

    /// Those that this host has.
    static let versions: [Version] = {
        let mounted = (try? Hierarchy.mounted()) ?? []
        return [.v1, .v2].filter { version in mounted.contains { $0.version == version } }
    }()

    /// Of v1, on this host. Empty where all is v2.
    static let controllers: Set<String> = {
        let mounted = (try? Hierarchy.mounted()) ?? []
        return Set(mounted.filter { $0.version == .v1 }.flatMap(\.controllers))
    }()

    /// As a directory, in one hierarchy of that version; `nil` when this host has none.
    func directory(_ version: Version) -> String? { places.first { $0.hierarchy.version == version }?.directory }

    /// As a directory, in the hierarchy of a v1 controller.
    func directory(of controller: String) throws -> String {
        let place = places.first { $0.hierarchy.has(controller) }
        guard let place else { throw LabError("no v1 hierarchy of \(controller) on this host") }
        return place.directory
    }

    /// Whoever writes itself into all of these is in here.
    var entrances: [String] { (places.map(\.directory) + roots).map { "\($0)/cgroup.procs" } }

    /// The command, so that it runs in here from its first instruction. The process keeps the id of the one that starts it.
    func command(_ command: [String]) -> [String] {
        let moves = entrances.map { "echo $$ > \($0)" }.joined(separator: " && ")
        return ["/bin/sh", "-c", "\(moves) && exec \"$@\"", "sh"] + command
    }

    func start(_ arguments: [String]) throws -> Child { try Child(command(arguments)) }

    /// The process is there, in here, and waits for the gate before it becomes the program.
    func start(_ arguments: [String], behind gate: Gate) throws -> Child {
        try Child(command(["/bin/sh", "-c", "read -r _ < \(gate.path); exec \"$@\"", "sh"] + arguments))
    }

    /// Everybody of another one comes in here.
    func take(from other: TestCgroup) throws {
        for process in Set(try other.places.flatMap { try Self.processes(in: $0.directory) }) {
            for entrance in entrances {
                guard let handle = FileHandle(forWritingAtPath: entrance) else { throw LabError("no \(entrance)") }
                try handle.write(contentsOf: Data("\(process)".utf8))
            }
        }
    }

    /// Whoever is still in here is the test's.
    deinit {
        for place in places { Self.empty(place.directory) }
        for root in (try? Hierarchy.mountPoints()) ?? [] { rmdir(root + path) } // an engine makes it in every hierarchy
    }

    private static func empty(_ directory: String) {
        _ = Lab.eventually(within: 10) {
            let processes = (try? processes(in: directory)) ?? []
            for process in processes where process > 0 { kill(process, SIGKILL) }
            return processes.isEmpty
        }
    }

    private static func processes(in directory: String) throws -> [Int32] {
        try String(contentsOfFile: "\(directory)/cgroup.procs", encoding: .utf8).split(separator: "\n").compactMap { Int32($0) }
    }
}
