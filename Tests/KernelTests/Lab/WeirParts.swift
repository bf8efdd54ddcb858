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
    var address: String?
    var port: Int?
    var path: String?
    var workload: String?
    var process: Process?
    var cgroup: String?
    var container: Container?
    var labels: [String: String]?
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
