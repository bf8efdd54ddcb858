import Foundation

/// The lines of `weir live --json`, as design.md section 5 has them. What a test does not look at is left out.
enum WeirLine {
    case flow(Flow)
    case request(RequestLine)
    case gap(Gap)
    case status(Status)
    case summary(Summary)

    init(_ line: String, _ decoder: JSONDecoder = .ofLines()) throws {
        let data = Data(line.utf8)
        switch Self.type(of: line) {
        case "flow": self = .flow(try decoder.decode(Flow.self, from: data))
        case "request": self = .request(try decoder.decode(RequestLine.self, from: data))
        case "gap": self = .gap(try decoder.decode(Gap.self, from: data))
        case "status": self = .status(try decoder.decode(Status.self, from: data))
        case "summary": self = .summary(try decoder.decode(Summary.self, from: data))
        default: throw LabError("a line of unknown type: \(line)")
        }
    }

    /// It comes first in each line.
    private static func type(of line: String) -> Substring {
        let prefix = #"{"type":""#
        return line.hasPrefix(prefix) ? line.dropFirst(prefix.count).prefix { $0 != "\"" } : ""
    }
}

extension JSONDecoder {
    static func ofLines() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}

struct Flow: Decodable {
    /// Of the interval's end.
    var time: String
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
    /// Absent when nothing is left over.
    var residue: Residue?
    var requestTime: Quantiles?
    var queueTime: Quantiles?
    var serverTime: Quantiles?
}

struct RequestLine: Decodable {
    /// When it ended.
    var time: String
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

/// Records of one processor that did not come by its ring: lost, or told later by another way.
struct Gap: Decodable {
    /// Absent: they were the first.
    var after: String?
    /// Of the record behind them.
    var time: String
    var processor: Int
    var records: Int
}

struct Status: Decodable {
    var events: Int
    var lost: Int!
    var detail: String
    /// Absent in a replay.
    var memoryBytes: Int!
}

struct Summary: Decodable {
    struct Causes: Decodable { var ringFull, storageFull, descriptorGone: Int }

    /// Of a replay also `records` or `calls`.
    var source: String?
    var backend: Backend?
    var events: Int
    /// Absent in the replay of a capture that does not tell of loss.
    var produced: Int!
    var lost: Int!
    var lostByCause: Causes!
    var requests: Int
    var unanswered: Int
    var connections: Connections
    var bytes: ByteCounts
    var resets: Int
    var malformed: Int
    var skippedRuns: Int!
    var evictedConnections: Int
    /// Calls by the 32-bit entry of the kernel.
    var compatCalls: Int!
    var residue: Residue
}
