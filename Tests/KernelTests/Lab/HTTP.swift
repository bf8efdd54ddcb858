import Foundation

/// Requests by curl, over a unix socket or TCP.
struct HTTP {
    struct Answer {
        var status: Int
        var body: String
    }

    private let to: [String]
    private let base: String

    init(socket: String) { (to, base) = (["--unix-socket", socket], "http://localhost") }

    /// - Parameter options: of curl, above all which certificate to trust.
    init(url: String, _ options: [String] = []) { (to, base) = (options, url) }

    /// Whatever the status. The path goes as it is.
    func get(_ path: String, _ options: [String] = []) throws -> Answer {
        let command = try [Lab.tool("curl"), "-sS", "--path-as-is", "--globoff", "--max-time", "30", "-w", "\n%{http_code}"]
        let child = try Child(command + to + options + [base + path])
        let status = try child.wait()
        guard status == 0, let last = child.output.all.last, let code = Int(last) else {
            throw LabError("\(path): curl ended with \(status): \(child.errors.text)")
        }
        return Answer(status: code, body: child.output.all.dropLast().joined(separator: "\n"))
    }

    /// Server-sent events, until the test lets go of it. Somebody listens when it returns.
    func stream(_ path: String) throws -> EventStream {
        let child = try Child([Lab.tool("curl"), "-sSNv", "--globoff", "--max-time", "60"] + to + [base + path])
        guard try child.errors.first(within: 30, where: { $0.hasPrefix("< HTTP/1.1 200") }) != nil else {
            throw LabError("\(path): \(child.output.text) \(child.errors.text)")
        }
        return EventStream(child: child)
    }
}

/// What comes by it so far.
struct EventStream {
    let child: Child

    private var events: [String] { child.output.all.filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) } }

    /// Those that are flows.
    func flows() throws -> [Flow] {
        try events.compactMap { if case .flow(let flow) = try WeirLine($0) { flow } else { nil } }
    }

    /// Those that are requests.
    func requests() throws -> [RequestLine] {
        try events.compactMap { if case .request(let request) = try WeirLine($0) { request } else { nil } }
    }
}
