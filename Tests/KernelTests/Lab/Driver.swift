import Foundation

/// A program of Tests/Drivers: it says what traffic it made, to the byte.
struct Driver {
    let child: Child

    /// One that was started elsewhere.
    init(child: Child) { self.child = child }

    /// Starts it inside the cgroup.
    init(_ name: String, _ arguments: [String] = [], in cgroup: TestCgroup) throws {
        child = try cgroup.start([Lab.driver(name)] + arguments)
    }

    /// Starts it behind a gate: its process is the one that will be the client.
    init(_ name: String, _ arguments: [String] = [], in cgroup: TestCgroup, behind gate: Gate) throws {
        child = try cgroup.start([Lab.driver(name)] + arguments, behind: gate)
    }

    /// The line that it prints next, at the latest when it ends.
    func line<Line: Decodable>(_ number: Int = 0, as type: Line.Type, within seconds: Double = 90) throws -> Line {
        guard let line = try child.output.first(from: number, within: seconds, where: { _ in true }) else {
            throw LabError("the driver ended with status \(try child.wait()): \(child.errors.text)")
        }
        return try JSONDecoder.ofLines().decode(type, from: Data(line.utf8))
    }

    /// All that it prints, once it has come to its good end.
    func lines<Line: Decodable>(as type: Line.Type, within seconds: Double = 120) throws -> [Line] {
        try child.succeed(within: seconds)
        return try child.output.all.indices.map { try line($0, as: type) }
    }

    /// Runs it to its good end.
    static func run<Line: Decodable>(_ name: String, _ arguments: [String] = [], in cgroup: TestCgroup, as type: Line.Type) throws -> Line {
        let driver = try Driver(name, arguments, in: cgroup)
        try driver.child.succeed(within: 120)
        return try driver.line(as: type)
    }
}

/// What `exact` prints.
struct ExactPlan: Decodable {
    var port4, port6, refusedPort: Int
    var requests, sent, received, unanswered, unansweredSent, opened, failed, aborted: Int
    var requests4, sent4, received4, opened4: Int
    var requests6, sent6, received6, opened6: Int

    var tally: Tally {
        Tally(requests: requests, unanswered: unanswered, sent: sent, received: received, opened: opened, failed: failed)
    }
}

/// What `flood` prints.
struct RefusedCount: Decodable {
    var port, failed: Int
}

struct FloodCount: Decodable {
    var port, requests, sent, received, connections: Int

    var tally: Tally { Tally(requests: requests, sent: sent, received: received, opened: connections) }
}
