import Foundation

/// A Docker daemon of a test's own. Its bridge, its rules and its containers live in a network namespace of their own: nothing of this
/// host's network is touched. Its containers are in one cgroup.
final class PrivateDocker {
    let scratch: Scratch
    /// The parent of all its containers.
    let cgroup: TestCgroup
    private let namespace = Lab.fresh("weir-docker")
    private let daemon: Process

    var socket: String { "\(scratch.path)/docker.sock" }

    /// - Parameter parent: what the containers' cgroups are directly in: `docker`, as Docker itself has it, or what a user may choose.
    /// - Parameter options: of the daemon, besides.
    init(parent: String = "docker", options: [String] = []) throws {
        scratch = try Scratch()
        cgroup = try TestCgroup().child(parent)
        try Child.run([Lab.tool("ip"), "netns", "add", namespace])
        try Child.run([Lab.tool("ip"), "-n", namespace, "link", "set", "lo", "up"])
        daemon = Process()
        try startDaemon(options)
    }

    /// Its output goes to a file: its own children hold it longer than it lives.
    private func startDaemon(_ options: [String]) throws {
        let log = try scratch.write("", to: "log")
        let command = try inside([Lab.tool("dockerd"), "-H", "unix://\(socket)", "--data-root", "\(scratch.path)/data",
            "--exec-root", "\(scratch.path)/exec", "-p", "\(scratch.path)/pid", "--cgroup-parent", cgroup.path] + options)
        daemon.executableURL = URL(fileURLWithPath: command[0])
        daemon.arguments = Array(command.dropFirst())
        daemon.standardOutput = FileHandle(forWritingAtPath: log)
        daemon.standardError = FileHandle(forWritingAtPath: log)
        try daemon.runUnmasked()
        let isReady = Lab.eventually(within: 60) { !daemon.isRunning || (try? docker("version")) != nil }
        guard isReady, daemon.isRunning else { throw LabError("dockerd did not start: \(try scratch.read("log").suffix(2000))") }
    }

    /// The command, so that it runs in the containers' network namespace, beside their bridge.
    func inside(_ command: [String]) throws -> [String] { try [Lab.tool("nsenter"), "--net=/run/netns/\(namespace)"] + command }

    @discardableResult
    func docker(_ arguments: String...) throws -> String { try docker(arguments) }

    @discardableResult
    func docker(_ arguments: [String]) throws -> String {
        try Child.run([Lab.tool("docker"), "-H", "unix://\(socket)"] + arguments)
    }

    /// Makes an image of those programs, each with the libraries it needs, and of what `fill` puts beside them.
    func makeImage(_ name: String, programs: [String], fill: (_ root: String) throws -> Void = { _ in }) throws {
        let root = "\(scratch.path)/\(name)"
        for program in programs {
            let libraries = try Child.run(["/bin/sh", "-c", "ldd \(program) 2>/dev/null | grep -o '/[^ ]*' || :"]).split(separator: "\n")
            for file in [program] + libraries.map(String.init) { try copy(file, below: root) }
        }
        try fill(root)
        try Child.run(["/bin/tar", "-C", root, "-cf", "\(root).tar", "."])
        try docker("import", "\(root).tar", "\(name):1")
    }

    private func copy(_ file: String, below root: String) throws {
        let to = root + file
        try FileManager.default.createDirectory(atPath: (to as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        guard !FileManager.default.fileExists(atPath: to) else { return }
        try Child.run(["/bin/cp", "-L", file, to])
    }

    /// The command, so that it takes this namespace for the host's, as whoever runs on a host with a Docker does: it does not see where
    /// process 1 is.
    func onItsHost(_ command: [String]) throws -> [String] {
        try [Lab.tool("unshare"), "--mount", "/bin/sh", "-c", "mount -t tmpfs weir-test /proc/1 && exec \"$@\"", "sh"] + inside(command)
    }

    /// In its only network, whichever that is.
    func address(of container: String) throws -> String {
        try docker("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container)
    }

    func gateway(of container: String) throws -> String {
        try docker("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}", container)
    }

    func id(of container: String) throws -> String { try docker("inspect", "-f", "{{.Id}}", container) }

    deinit {
        let running = (try? docker("ps", "-q").split(separator: "\n").map(String.init)) ?? []
        if !running.isEmpty { _ = try? docker(["kill"] + running) }
        daemon.terminate()
        daemon.waitUntilExit()
        _ = try? Child.run([Lab.tool("ip"), "netns", "del", namespace])
        let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8))?.split(separator: "\n") ?? []
        for mount in mounts.map({ $0.split(separator: " ")[1] }).reversed() where mount.hasPrefix(scratch.path) {
            umount2(String(mount), CInt(MNT_DETACH))
        }
    }
}
