import Foundation

/// One program of a Mesos cluster on loopback, played by Tests/FakeCluster: what a test tells it, its APIs say.
final class Cluster {
    /// By role: `master`, `agent`, `marathon`.
    let ports: [String: Int]
    private let child: Child
    private let input = Pipe()
    /// Holds the program under the name that weir looks for.
    private let folder: Scratch

    /// Ready when it returns.
    ///
    /// - Parameter program: `mesos-master` and `mesos-agent` play that role and are found by weir; another name is nobody's.
    /// - Parameter start: turns the command into the process, for one in a cgroup or a namespace.
    init(
        _ program: String, _ roles: [String] = [], at address: String = "127.0.0.1", port: Int? = nil,
        start: ([String], Pipe) throws -> Child = { try Child($0, input: $1) }
    ) throws {
        folder = try Scratch()
        let path = "\(folder.path)/\(program)"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: Lab.fakeCluster())
        let others = roles.flatMap { ["--\($0)", "0"] }
        child = try start([path, "--ip=\(address)", "--port=\(port ?? FreePort.any())"] + others, input)
        guard let ready = try child.output.first(within: 30, where: { $0.hasPrefix("ready ") }) else {
            throw LabError("\(program) ended: \(child.errors.text)")
        }
        ports = ready.split(separator: " ").dropFirst().reduce(into: [:]) { ports, word in
            let parts = word.split(separator: "=")
            ports[String(parts[0])] = Int(parts[1])
        }
    }

    func address(_ role: String) -> String { "127.0.0.1:\(ports[role] ?? 0)" }

    /// Returns when all that is done.
    func tell(_ lines: String...) throws { try tell(lines) }

    func tell(_ lines: [String]) throws {
        for line in lines {
            let before = child.output.all.count
            try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
            let answer = try child.output.first(from: before, within: 30) { $0 == "ok" || $0.hasPrefix("error") }
            guard answer == "ok" else { throw LabError("\(line): \(answer ?? "it ended")") }
        }
    }

    /// Ends it as a host ends that loses power.
    func die() throws {
        try child.signal(SIGKILL)
        try child.wait()
    }
}

extension Cluster {
    /// What the cluster of these tests has: one agent, which is this host, and Marathon.
    static let agent = "c0ffee00-0000-4000-8000-000000000001-S0"
    static let framework = "c0ffee00-0000-4000-8000-000000000001-0000"
    static let host = "node-1"

    /// A master that weir finds, with its Marathon.
    static func master(port: Int? = nil) throws -> Cluster {
        let cluster = try Cluster("mesos-master", ["marathon"], port: port)
        try cluster.tellOfItself()
        return cluster
    }

    func tellOfItself() throws {
        try tell("agent id=\(Self.agent) host=\(Self.host)")
        let url = ports["marathon"].map { " url=http://127.0.0.1:\($0)" } ?? ""
        try tell("framework id=\(Self.framework) name=marathon\(url)", "marathon framework=\(Self.framework)")
    }
}
