import ArgumentParser
import Export
import Mesos
import Terminal
import Workloads

/// `weir names`: who lives on this host, and how weir knows.
struct NamesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names",
        abstract: "List the containers, tasks and units of this host by name, and where each name comes from.",
        discussion: """
            EVIDENCE says who told: the kernel's cgroup, an engine, an agent or master of Mesos, Marathon… "environment" is what a process \
            says of itself: a hint, since anybody can say anything.
            """)

    @Flag(help: "JSON, one object a line.")
    var json = false

    @Flag(help: "Containers and tasks only, no units of systemd.")
    var noUnits = false

    @Option(help: "How long to wait for a cluster's answers.")
    var wait = Seconds(nanoseconds: 3_000_000_000)

    @OptionGroup(title: "Names") var names: NameOptions

    func run() async throws {
        Console.catchSignals()
        let local = try await LocalNames(names.configuration())
        defer { local.stop() }
        try await local.settle(for: wait)
        let residents = local.directory.residents().map(\.workload).filter { !noUnits || $0.app?.kind != .systemd }
        if json { printJSON(residents, local) } else { printTable(residents, local) }
        if Console.hasOutputFailed { throw Failure.silent(status: 1) }
    }

    private func printJSON(_ residents: [Workload], _ local: LocalNames) {
        for workload in residents {
            var line = JSONLine(type: "name")
            line.add("host", workload.host ?? local.configuration.hostName ?? Host.name)
            line.workload(workload, process: nil)
            Console.write(line.line + "\n")
        }
        for status in local.clusterStatus { Console.write(status.json + "\n") }
    }

    private func printTable(_ residents: [Workload], _ local: LocalNames) {
        let style = Style(isTerminal: Console.isTerminal, environment: ["NO_COLOR": Host.environment("NO_COLOR") ?? ""])
        let table = Table(
            columns: [
                .init("NAME", .left, minimum: 16), .init("WHAT", .left, minimum: 8, maximum: 10), .init("ID", .left, minimum: 12, maximum: 36),
                .init("FRAMEWORK", .left, minimum: 9, maximum: 16), .init("EVIDENCE", .left, minimum: 14),
            ], width: max(Console.width, 120) - 1, indent: 2, style: style)
        let rows = residents.map { workload in
            [
                workload.name, workload.app?.kind.rawValue ?? workload.container?.runtime ?? "–",
                workload.task?.id ?? workload.container.map { ContainerIdentity(id: $0.id, runtime: $0.runtime).shortID } ?? "–",
                workload.task?.framework ?? "–",
                workload.evidence.map(\.rawValue).joined(separator: ", "),
            ].map { Table.Cell($0) }
        }
        for line in table.lines(rows, lead: "") { Console.write(line + "\n") }
        if rows.isEmpty { Console.write("nobody lives here but processes of the host itself\n") }
        for finding in local.clusterStatus.compactMap(\.finding) { Console.write(finding.text(style)) }
    }
}

extension EndpointStatus {
    /// A line of `weir names --json`.
    var json: String {
        var line = JSONLine(type: "source")
        line.add("kind", kind.rawValue)
        line.add("url", url)
        line.add("origin", origin.rawValue)
        line.add("answered_by", answeredBy)
        switch state {
        case .neverAsked: line.add("state", "never asked")
        case .ok: line.add("state", "ok")
        case .failing(let why):
            line.add("state", "failing")
            line.add("why", why)
        }
        line.add("answers", answers)
        line.add("events", events)
        line.add("failures", failures)
        return line.line
    }
}
