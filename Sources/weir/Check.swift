import ArgumentParser
import Capture
import Export
import Terminal
import Workloads

/// `weir check`: what this host offers.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell what this host offers, what it means, and what to do about what is missing.",
        discussion: "Exit status 0 when `weir live` works here, 1 when not.")

    @Flag(help: "JSON, one object a line.")
    var json = false

    @OptionGroup var names: NameOptions

    func run() async throws {
        let configuration = try names.configuration()
        let findings = await HostCheck(configuration: configuration).findings() + clusterFindings(configuration)
        let works = findings.allSatisfy { $0.state != .no || !$0.isRequired }
        if json {
            for finding in findings { Console.write(finding.json + "\n") }
            var line = JSONLine(type: "result")
            line.add("live", works)
            Console.write(line.line + "\n")
        } else {
            let style = Style(isTerminal: Console.isTerminal, environment: ["NO_COLOR": Host.environment("NO_COLOR") ?? ""])
            for finding in findings { Console.write(finding.text(style)) }
            Console.write(works ? "weir live works here.\n" : "weir live does not work here.\n")
        }
        if !works { throw Failure.silent(status: 1) }
    }
}

extension Check {
    /// Who of a cluster was found from here, and what they answer.
    private func clusterFindings(_ configuration: Configuration) async -> [Finding] {
        guard let local = try? await LocalNames(configuration) else { return [] }
        defer { local.stop() }
        try? await local.settle(for: Seconds(nanoseconds: 5_000_000_000))
        let findings = local.clusterStatus.compactMap(\.finding)
        return findings.isEmpty
            ? [Finding(name: "Mesos", state: .ok, meaning: "no master and no agent here: nothing to name")] : findings
    }
}

extension Failure {
    /// What there is to say has been said.
    static func silent(status: Int32) -> Failure { Failure(message: "", status: status) }
}
