import Foundation

/// nginx of this host, in a container, with a log of one line a request.
final class NginxContainer {
    let id: String
    let address: String
    private let docker: PrivateDocker
    private let name: String

    init(_ docker: PrivateDocker, name: String) throws {
        self.docker = docker
        self.name = name
        try docker.makeImage("nginx", programs: [Lab.tool("nginx")]) { root in
            for folder in ["etc", "log", "var/lib/nginx", "var/log/nginx", "run", "www"] {
                try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
            }
            try "root:x:0:0::/:/\n".write(toFile: "\(root)/etc/passwd", atomically: true, encoding: .utf8)
            try "root:x:0:\n".write(toFile: "\(root)/etc/group", atomically: true, encoding: .utf8)
            try String(repeating: "weir\n", count: 100).write(toFile: "\(root)/www/page", atomically: true, encoding: .utf8)
            try Self.configuration.write(toFile: "\(root)/etc/nginx.conf", atomically: true, encoding: .utf8)
        }
        let log = "\(docker.scratch.path)/nginx-log"
        try FileManager.default.createDirectory(atPath: log, withIntermediateDirectories: true)
        try docker.docker("run", "-d", "--name", name, "-v", "\(log):/log", "nginx:1", try Lab.tool("nginx"), "-c", "/etc/nginx.conf")
        id = try docker.id(of: name)
        address = try docker.address(of: name)
        try Child.run(docker.inside([Lab.tool("curl"), "-fsS", "--retry", "50", "--retry-delay", "0", "--retry-max-time", "20",
            "--retry-connrefused", "-o", "/dev/null", "http://\(address)/page"]))
    }

    /// The requests that wrk says it made.
    func underWrk(connections: Int, seconds: Int) throws -> Int {
        let said = try Child.run(docker.inside([Lab.tool("wrk"), "-t2", "-c\(connections)", "-d\(seconds)s", "http://\(address)/page"]))
        let line = said.split(separator: "\n").first { $0.contains(" requests in ") }
        guard let word = line?.split(separator: " ").first, let count = Int(word) else { throw LabError("wrk said: \(said)") }
        return count
    }

    /// Ends it when all is answered. The lines of its log but the first, which came before any watch.
    func stop() throws -> Int {
        try docker.docker("kill", "-s", "QUIT", name)
        try docker.docker("wait", name)
        return try docker.scratch.read("nginx-log/access").split(separator: "\n").count - 1
    }

    private static let configuration = """
        daemon off; user root; worker_processes 2; pid /run/nginx.pid; error_log /log/error;
        events { worker_connections 512; }
        http { access_log /log/access; server { listen 80; root /www; } }
        """
}

/// A Docker with an image of the `briefly` driver and a container `server` that answers it.
final class BrieflyDocker {
    let docker: PrivateDocker
    let port = 7000
    private let driver: String

    init(parent: String = "docker", options: [String] = []) throws {
        docker = try PrivateDocker(parent: parent, options: options)
        driver = try Lab.driver("briefly")
        try docker.makeImage("briefly", programs: []) { [driver] root in
            try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: driver, toPath: "\(root)/briefly")
        }
        try startServer(named: "server")
    }

    /// - Parameter options: of `docker run`, besides.
    func startServer(named name: String, _ options: [String] = []) throws {
        let server = ["briefly:1", "/briefly", "serve", "0.0.0.0", "\(port)"]
        try docker.docker(["run", "-d", "-P", "--expose", "\(port)", "--name", name] + options + server)
        let logs = try Child([Lab.tool("docker"), "-H", "unix://\(docker.socket)", "logs", "-f", name])
        guard try logs.errors.first(within: 30, where: { $0.contains("listening") }) != nil else {
            throw LabError("briefly does not serve: \(logs.errors.text)")
        }
    }

    /// A container that asks once, and is removed with its end.
    func ask(_ server: String = "server", as name: String, label: String) throws {
        try docker.docker("run", "--rm", "--name", name, "--label", label, "briefly:1", "/briefly", docker.address(of: server), "\(port)")
    }

    /// From a process on the host of the bridge to the port that the host has for the container.
    func askThroughPublishedPort(from cgroup: TestCgroup) throws {
        try cgroup.start(docker.inside([driver, docker.gateway(of: "server"), "\(publishedPort(of: "server"))"])).succeed()
    }

    /// That the host has for the container.
    func publishedPort(of server: String) throws -> Int {
        let said = try docker.docker("port", server, "\(port)/tcp")
        guard let port = said.split(separator: "\n").first?.split(separator: ":").last.flatMap({ Int($0) }) else { throw LabError(said) }
        return port
    }
}
