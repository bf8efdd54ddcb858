import Foundation

/// Debian's Apache with a configuration of the test's own, on loopback, writing the microseconds of each request (`%D`).
final class Apache {
    let port: Int
    private let scratch: Scratch
    private let child: Child

    init(module: String, in cgroup: TestCgroup) throws {
        port = try FreePort.any()
        scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: "\(scratch.path)/pages", withIntermediateDirectories: true)
        _ = try scratch.write(String(repeating: "weir\n", count: 200), to: "pages/page")
        let file = try scratch.write(Self.configuration(module, port, scratch.path), to: "apache.conf")
        for path in ["\(scratch.path)", "\(scratch.path)/pages"] { chmod(path, 0o755) }
        child = try cgroup.start([Lab.tool("apache2"), "-f", file, "-DFOREGROUND"])
        // One request that is not counted by anybody's watch: it answers.
        try Child.run([Lab.tool("curl"), "-fsS", "--retry", "50", "--retry-delay", "0", "--retry-max-time", "20", "--retry-connrefused",
            "-o", "/dev/null", "http://127.0.0.1:\(port)/page"])
    }

    deinit { try? child.signal(SIGTERM) }

    /// Ends it when all is answered. The microseconds of each request but the first.
    func stop() throws -> [Int] {
        try child.signal(SIGWINCH) // graceful stop
        try child.succeed()
        return try scratch.read("times").split(separator: "\n").dropFirst().map { line in
            guard let time = Int(line) else { throw LabError("no time in Apache's log: \(line)") }
            return time
        }
    }

    private static func configuration(_ module: String, _ port: Int, _ directory: String) -> String {
        """
        LoadModule mpm_\(module)_module /usr/lib/apache2/modules/mod_mpm_\(module).so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        ServerName localhost
        Listen 127.0.0.1:\(port)
        PidFile \(directory)/pid
        ErrorLog \(directory)/errors
        DefaultRuntimeDir \(directory)
        DocumentRoot \(directory)/pages
        User www-data
        Group www-data
        MaxKeepAliveRequests 0
        LogFormat "%D" microseconds
        CustomLog \(directory)/times microseconds
        """
    }
}
