import Foundation

/// One run of `weir live --json`, from its first status line, when everything is attached, to its summary.
final class WeirRun {
    private let child: Child

    /// - Parameter arguments: what to watch above all: the capture of a test never looks at processes that are not the test's.
    /// - Parameter start: turns the command into the process, for a run in a cgroup or as somebody else.
    init(_ arguments: [String], start: ([String]) throws -> Child = { try Child($0) }) throws {
        child = try start([Lab.weir(), "live", "--json", "--interval", "200ms"] + Self.noDocker(arguments) + arguments)
        guard try nextStatus() != nil else { throw LabError("weir ended: status \(try child.wait()): \(child.errors.text)") }
    }

    convenience init(watching cgroup: TestCgroup, backend: Backend, _ arguments: [String] = []) throws {
        try self.init(watching: cgroup, ["--backend", backend.rawValue] + arguments)
    }

    /// With the backend that weir chooses itself.
    convenience init(watching cgroup: TestCgroup, _ arguments: [String] = []) throws {
        try self.init(["--cgroup", cgroup.path] + arguments)
    }

    var pid: Int32 { child.pid }
    var errors: Lines { child.errors }
    var lines: [String] { child.output.all }

    func signal(_ number: Int32) throws { try child.signal(number) }

    /// The next one that is written from now on: an interval has ended.
    @discardableResult
    func nextStatus() throws -> Status? {
        let line = try child.output.first(from: child.output.all.count, within: 30) { $0.hasPrefix(#"{"type":"status""#) }
        guard let line, case .status(let status) = try WeirLine(line) else { return nil }
        return status
    }

    /// The first flow from now on that fits.
    @discardableResult
    func flow(within seconds: Double, where fits: (Flow) -> Bool) throws -> Flow {
        let decoder = JSONDecoder.ofLines()
        func fitting(_ line: String) -> Flow? {
            guard case .flow(let flow)? = try? WeirLine(line, decoder), fits(flow) else { return nil }
            return flow
        }
        guard let line = try child.output.first(from: child.output.all.count, within: seconds, where: { fitting($0) != nil }),
            let flow = fitting(line)
        else { throw LabError("weir ended before such a flow: \(child.errors.text)") }
        return flow
    }

    /// Everything it said, after a clean end.
    func stop(by number: Int32 = SIGINT) throws -> WeirReport {
        try child.signal(number)
        return try finish()
    }

    /// Everything it said, when it ends by itself.
    func finish() throws -> WeirReport {
        try child.succeed()
        return try WeirReport(child.output.all)
    }

    /// Without any goodbye.
    func kill() throws {
        try child.signal(SIGKILL)
        try child.wait()
    }

    /// Unless a test brings its own, no engine: names of whatever else runs here do not matter.
    private static func noDocker(_ arguments: [String]) -> [String] {
        arguments.contains("--docker-socket") ? [] : ["--docker-socket", "/nonexistent/docker.sock"]
    }
}

struct WeirReport {
    var flows: [Flow] = []
    var requests: [RequestLine] = []
    var gaps: [Gap] = []
    var statuses: [Status] = []
    var summary: Summary

    init(_ lines: [String]) throws {
        var last: Summary?
        let decoder = JSONDecoder.ofLines()
        for line in lines {
            guard last == nil else { throw LabError("a line after the summary: \(line)") }
            switch try WeirLine(line, decoder) {
            case .flow(let flow): flows.append(flow)
            case .request(let request): requests.append(request)
            case .gap(let gap): gaps.append(gap)
            case .status(let status): statuses.append(status)
            case .summary(let summary): last = summary
            }
        }
        guard let last else { throw LabError("weir ended without a summary") }
        summary = last
    }

    /// Over all intervals.
    func sum(where fits: (Flow) -> Bool = { _ in true }) -> Tally { flows.filter(fits).reduce(into: Tally()) { $0 += Tally($1) } }

    /// Over all intervals, of the flows that fit.
    func residue(where fits: (Flow) -> Bool = { _ in true }) -> Residue {
        flows.filter(fits).compactMap(\.residue).reduce(into: Residue()) { $0 += $1 }
    }

    func flows(toPort port: Int, _ transport: String = "tcp") -> [Flow] {
        flows.filter { $0.transport == transport && $0.server?.port == port }
    }

    func sum(toPort port: Int, _ transport: String = "tcp") -> Tally {
        flows(toPort: port, transport).reduce(into: Tally()) { $0 += Tally($1) }
    }
}
