// What the lines of `weir live --json` are made of.

struct Endpoint: Decodable {
    struct Process: Decodable {
        var pid: Int?
        var name: String?
    }
    struct Container: Decodable, Equatable {
        var id: String
        var name: String?
        var image: String?
        var runtime: String
    }
    struct Task: Decodable, Hashable {
        var id: String?
        var name: String?
        var framework: String?
        var frameworkId: String?
        var agentId: String?
    }
    struct App: Decodable, Hashable {
        var id: String
        var kind: String
    }
    struct Dialled: Decodable, Hashable {
        var address: String
        var port: Int
    }
    var address: String?
    var port: Int?
    var path: String?
    /// What the client asked for, where that was translated.
    var dialled: Dialled?
    var host: String?
    var workload: String?
    var process: Process?
    var cgroup: String?
    var container: Container?
    var task: Task?
    var app: App?
    var labels: [String: String]?
    var dns: String?
    /// Who told the names.
    var evidence: [String]?
    /// The process says so itself, and nobody else does.
    var hint: Bool?
}

struct Connections: Decodable {
    var opened: Int
    var closed: Int
    var failed: Int
    var active: Int?
}

struct ByteCounts: Decodable, Equatable {
    var sent: Int
    var received: Int
}

/// Seconds.
struct Quantiles: Decodable {
    var p50: Double
    var max: Double
    var count: Int
}

/// Bytes that TCP counted and the capture did not, by reason.
struct Residue: Decodable, Equatable {
    var earlier = 0
    var unseen = 0
    var unread = 0
    var unacknowledged = 0

    static func += (left: inout Residue, right: Residue) {
        left.earlier += right.earlier
        left.unseen += right.unseen
        left.unread += right.unread
        left.unacknowledged += right.unacknowledged
    }
}
