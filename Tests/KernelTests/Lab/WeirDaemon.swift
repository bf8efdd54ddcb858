import Foundation

/// One `weir daemon`, which serves on a unix socket: that is reached from every network namespace.
final class WeirDaemon {
    let scratch: Scratch
    private let child: Child
    private let arguments: [String]
    private let start: ([String]) throws -> Child

    var socket: String { "\(scratch.path)/weir.sock" }
    /// For `weir topology --node`.
    var url: String { "unix:\(socket)" }
    var pid: Int32 { child.pid }
    var errors: Lines { child.errors }

    /// Ready when it returns: it captures, and it answers.
    ///
    /// - Parameter cgroups: what it watches; a daemon of a test never looks at processes that are not the test's.
    /// - Parameter arguments: unless they name an engine or a cluster, it asks none.
    /// - Parameter start: turns the command into the process, for one in a namespace.
    convenience init(
        watching cgroups: [TestCgroup], host: String = "node-1", _ arguments: [String] = [],
        start: @escaping ([String]) throws -> Child = { try Child($0) }
    ) throws {
        let engine = arguments.contains("--docker-socket") ? [] : ["--docker-socket", "/nonexistent/docker.sock"]
        try self.init(
            Scratch(), cgroups.flatMap { ["--cgroup", $0.path] } + engine + ["--no-discovery", "--host-name", host] + arguments, start)
    }

    private init(_ scratch: Scratch, _ arguments: [String], _ start: @escaping ([String]) throws -> Child) throws {
        (self.scratch, self.arguments, self.start) = (scratch, arguments, start)
        child = try start([Lab.weir(), "daemon", "--listen", "unix:\(scratch.path)/weir.sock", "--interval", "0.5s"] + arguments)
        try awaitHealth()
    }

    private func awaitHealth() throws {
        let http = HTTP(socket: socket)
        let isWell = Lab.eventually(within: 30) { Foundation.kill(pid, 0) != 0 || (try? http.get("/healthz").body) == "ok\n" }
        guard isWell, (try? http.get("/healthz").status) == 200 else { throw LabError("the daemon is not well: \(errors.text)") }
    }

    /// Another one in the place of this one, which has ended.
    func again() throws -> WeirDaemon { try WeirDaemon(scratch, arguments, start) }

    func signal(_ number: Int32) throws { try child.signal(number) }

    /// Its exit status.
    func ended(within seconds: Double) throws -> Int32 { try child.wait(within: seconds) }

    /// Ends it in order. Its exit status.
    @discardableResult
    func stop(within seconds: Double = 20) throws -> Int32 {
        try child.signal(SIGTERM)
        return try child.wait(within: seconds)
    }

    /// Without any goodbye.
    func kill() throws {
        try child.signal(SIGKILL)
        try child.wait()
    }
}

extension WeirDaemon {
    var http: HTTP { HTTP(socket: socket) }

    func get<Answer: Decodable>(_ path: String, as type: Answer.Type) throws -> Answer {
        let answer = try http.get(path)
        guard answer.status == 200 else { throw LabError("\(path): \(answer.status) \(answer.body)") }
        return try JSONDecoder.ofLines().decode(type, from: Data(answer.body.utf8))
    }

    /// Of all that it has seen.
    func topology(_ query: String = "window=3600") throws -> Topology { try get("/api/v1/topology?\(query)", as: Topology.self) }

    func status() throws -> DaemonStatus { try get("/api/v1/status", as: DaemonStatus.self) }

    func metrics() throws -> Exposition { try Exposition(http.get("/metrics").body) }

    /// As soon as it says what a test waits for; else what it said last.
    func topology(within seconds: Double, _ query: String = "window=3600", where fits: (Topology) -> Bool) throws -> Topology {
        try Patience.until(seconds, { try topology(query) }, fits)
    }

    /// Returns when it has told of an interval that began after this call.
    func settle() throws {
        let first = try status().uptime
        guard try Patience.until(30, { try status().uptime }, { $0 > first + 1.2 }) > first + 1.2 else {
            throw LabError("the daemon's clock stands still")
        }
    }
}

/// For what is asked for again and again.
enum Patience {
    /// The first answer that fits, else the last.
    static func until<Answer>(_ seconds: Double, _ ask: () throws -> Answer, _ fits: (Answer) throws -> Bool) throws -> Answer {
        let end = Date(timeIntervalSinceNow: seconds)
        while true {
            let answer = try ask()
            if try fits(answer) || Date() > end { return answer }
            usleep(100_000)
        }
    }
}

struct DaemonStatus: Decodable {
    struct History: Decodable { var from: String?; var seconds: Double?; var bytes, limitBytes: Int }
    var host, version, kernel: String
    var backend: Backend
    var uptime: Double
    var events, lost, malformed: Int
    var detail: String
    var residentBytes, connections, flows: Int
    var cpuShare: Double
    var history: History
}
