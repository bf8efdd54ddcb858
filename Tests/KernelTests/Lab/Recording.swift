import Foundation

/// One run of `weir record`, from when it captures to its end.
final class Recording {
    let file: String
    private let child: Child
    private let folder: Scratch

    var pid: Int32 { child.pid }
    var errors: Lines { child.errors }

    init(watching cgroup: TestCgroup, _ arguments: [String] = [], file: String? = nil) throws {
        folder = try Scratch()
        self.file = file ?? "\(folder.path)/test.scap"
        child = try Child(
            [Lab.weir(), "record", "--cgroup", cgroup.path, "--interval", "1"] + (arguments.contains("--docker-socket") ? [] : ["--docker-socket", "/nonexistent/docker.sock"])
                + arguments + [self.file])
        guard try child.errors.first(within: 60, where: { $0.contains("recording") }) != nil else {
            throw LabError("weir record ended: status \(try child.wait()): \(child.errors.text)")
        }
    }

    func stop() throws {
        try child.signal(SIGINT)
        try child.succeed()
    }

    func signal(_ number: Int32) throws { try child.signal(number) }
    func wait() throws -> Int32 { try child.wait() }

    /// What `weir replay --json` says of it.
    func replay(_ arguments: [String] = []) throws -> WeirReport { try Recording.replay([file], arguments) }

    static func replay(_ files: [String], _ arguments: [String] = []) throws -> WeirReport {
        let child = try Child([Lab.weir(), "replay", "--json"] + arguments + files)
        try child.succeed()
        return try WeirReport(child.output.all)
    }

    /// The lines of sysdig, which must have nothing to complain about.
    func sysdig(_ arguments: [String]) throws -> [String] {
        let child = try Child([Lab.tool("sysdig"), "-r", file] + arguments)
        try child.succeed()
        guard child.errors.text.isEmpty else { throw LabError("sysdig: \(child.errors.text)") }
        return child.output.all
    }
}
