import Foundation

/// The lines of `weir live --json`, as design.md section 5 has them. What a test does not look at is left out.
enum WeirLine {
    case flow(Flow)
    case request(RequestLine)
    case status(Status)
    case summary(Summary)

    init(_ line: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let data = Data(line.utf8)
        switch try decoder.decode(Kind.self, from: data).type {
        case "flow": self = .flow(try decoder.decode(Flow.self, from: data))
        case "request": self = .request(try decoder.decode(RequestLine.self, from: data))
        case "status": self = .status(try decoder.decode(Status.self, from: data))
        case "summary": self = .summary(try decoder.decode(Summary.self, from: data))
        case let other: throw LabError("a line of unknown type \(other)")
        }
    }

    private struct Kind: Decodable { var type: String }
}

struct Flow: Decodable {
    var transport: String
    var `protocol`: String?
    var observed: String?
    var partial: Bool
    var older: Bool?
    var guessed: Bool?
    var client: Endpoint?
    var server: Endpoint?
    var connections: Connections
    var bytes: ByteCounts
    var requests: Int
    var unanswered: Int
    var requestTime: Quantiles?
    var queueTime: Quantiles?
    var serverTime: Quantiles?
}

struct RequestLine: Decodable {
    var transport: String
    var `protocol`: String?
    var observed: String?
    var client: Endpoint?
    var server: Endpoint?
    var method: String?
    var path: String?
    var status: Int?
    /// Seconds.
    var requestTime: Double
    var firstByteTime: Double
    var queueTime: Double?
    var serverTime: Double?
    var bytes: ByteCounts
}

struct Status: Decodable {
    var events: Int
    var lost: Int
    var memoryBytes: Int
}

struct Summary: Decodable {
    var events: Int
    var produced: Int
    var lost: Int
    var requests: Int
    var unanswered: Int
    var connections: Connections
    var bytes: ByteCounts
    var resets: Int
    var malformed: Int
    var skippedRuns: Int
    var evictedConnections: Int
}

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
