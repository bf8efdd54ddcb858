import Foundation

/// A cluster of Mesos on loopback, for tests. It is what standard input says:
///
///     fake-cluster --master 0 --agent 0 --marathon 0
///     > ready master=40001 agent=40002 marathon=40003
///     < agent id=A host=node-1
///     > ok
///     < task id=web.1 name=web framework=F container=1111 agent=A
///     > ok
///
/// A port of 0 is any. As a file called `mesos-master`, `mesos-agent` or `mesos-slave` it plays that role, on the port of
/// `--port=…` (5050, 5051) and the address of `--ip=…`, as the real one does. With `--tls CERTIFICATE KEY` it speaks TLS only. It ends
/// when standard input does, but not with `--stay`.
@main
struct FakeCluster {
    static func main() async throws {
        let options = Options(CommandLine.arguments)
        let world = World()
        let server = try Server(world, certificate: options.certificate)
        var ports: [String] = []
        for (role, port) in options.roles {
            let got = try await server.listen(role, host: options.host, port: port)
            if role == .master { world.change { $0.master = "\(options.host):\(got)" } }
            ports.append("\(role.rawValue)=\(got)")
        }
        say("ready \(ports.joined(separator: " "))")
        let beating = Task { try await server.beat() }
        await Task.detached { Self.obey(world) }.value
        if options.stays { try await beating.value }
    }

    /// Line by line; each is answered.
    private static func obey(_ world: World) {
        while let line = readLine() {
            guard let command = Command(line) else { continue }
            if command.word == "die" { exit(1) }
            do {
                try world.obey(command)
                say("ok")
            } catch {
                say("error \(error)")
            }
        }
    }
}

struct Options {
    private(set) var roles: [(Role, Int)] = []
    private(set) var host = "127.0.0.1"
    private(set) var stays = false
    /// Files in PEM: the certificate and its key.
    private(set) var certificate: (String, String)?

    init(_ arguments: [String]) {
        var rest = arguments.dropFirst()
        var port: Int?
        while let word = rest.popFirst() {
            if let role = Role(rawValue: String(word.dropFirst(2))) {
                roles.append((role, rest.popFirst().flatMap { Int($0) } ?? 0))
            } else if word.hasPrefix("--port=") {
                port = Int(word.dropFirst("--port=".count))
            } else if word.hasPrefix("--ip=") {
                host = String(word.dropFirst("--ip=".count))
            } else if word == "--tls" {
                certificate = rest.popFirst().flatMap { file in rest.popFirst().map { (file, $0) } }
            } else if word == "--stay" {
                stays = true
            }
        }
        switch arguments.first?.split(separator: "/").last {
        case "mesos-master": roles.append((.master, port ?? 5050))
        case "mesos-agent", "mesos-slave": roles.append((.agent, port ?? 5051))
        default: break
        }
    }
}

/// A line of standard output, at once. Not by way of stdio: who waits for standard input there holds its lock.
func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
