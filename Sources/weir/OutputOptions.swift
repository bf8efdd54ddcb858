import ArgumentParser
import Export

/// What is printed of flows and requests; the same live and from a capture.
struct OutputOptions: ParsableArguments {
    @Option(help: "Time between blocks.")
    var interval = Seconds(nanoseconds: 1_000_000_000)

    @Option(help: ArgumentHelp(
        "What makes two ends two rows.", discussion: "Who has none of it (a process without app) stays as it is.",
        valueName: "process|container|task|app|framework|host"))
    var groupBy = GroupLevel.process

    @Flag(help: "A line per request, the moment it ends.")
    var requests = false

    @Flag(help: "JSON, one object a line.")
    var json = false

    @Option(help: "Order of rows: requests, bytes, connections, errors, latency.")
    var sort = SortKey.requests

    @Option(help: "Rows per block; the rest is summed in one. Default 20; with --json all.")
    var limit: Int?

    @Option(name: .customLong("host-name"), help: "Name of the host in the output.")
    var hostName: String?

    @Flag(name: .customLong("no-color"), help: "No colours; also when NO_COLOR is set or output is no terminal.")
    var noColor = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
        if interval.nanoseconds < 50_000_000 { throw ValidationError("--interval must be at least 50ms") }
    }
}

extension GroupLevel: ExpressibleByArgument {}

enum SortKey: String, ExpressibleByArgument, CaseIterable {
    case requests, bytes, connections, errors, latency
}
