import Events
import Foundation

/// `ConntrackProbe` in a namespace: confined, it answers what its table says.
final class Probe {
    struct State: Equatable {
        var count: Int, messages: Int, bad: Int, overruns: Int, evicted: Int
        var failure: String
    }

    /// `capabilities: none; …`, or why it does not listen.
    private(set) var readiness = ""
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()

    init(in namespace: Namespace, scope: String = "own", limit: Int = 65_536, prefix: [String] = []) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let built = URL(fileURLWithPath: own).deletingLastPathComponent()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["ip", "netns", "exec", namespace.name, "timeout", "-k", "1", "60"] + prefix
            + [built.appendingPathComponent("ConntrackProbe").path, scope, "\(limit)"]
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        readiness = try line()
    }

    deinit { process.terminate() }

    func destination(_ transport: String = "tcp", client: Endpoint, dialled: Endpoint) throws -> String {
        try ask("destination \(transport) \(client.question) \(dialled.question)")
    }

    func origin(_ transport: String = "tcp", server: Endpoint, client: Endpoint) throws -> String {
        try ask("origin \(transport) \(server.question) \(client.question)")
    }

    func state() throws -> State {
        let words = try ask("state").split(separator: " ")
        func number(_ name: Substring) -> Int { words.firstIndex(of: name).flatMap { Int(words[$0 + 1]) } ?? -1 }
        let failure = words.firstIndex(of: "failure").map { words[($0 + 1)...].joined(separator: " ") } ?? ""
        return State(
            count: number("count"), messages: number("messages"), bad: number("bad"), overruns: number("overruns"),
            evicted: number("evicted"), failure: failure)
    }

    private func ask(_ question: String) throws -> String {
        try input.fileHandleForWriting.write(contentsOf: Data("\(question)\n".utf8))
        return try line()
    }

    private func line() throws -> String {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
                rest = Data(rest[(end + 1)...])
                return line
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Lab.Failure(description: "the probe has ended") }
            rest.append(more)
        }
    }
}

extension Endpoint {
    fileprivate var question: String { "\(String(address.high, radix: 16)):\(String(address.low, radix: 16)) \(port)" }
    /// As the probe answers.
    var text: String { "\(address) \(port)" }
}
