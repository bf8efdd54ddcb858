import Events
import Export
import Traffic

/// `--group-by`: puts flows together before another output shows them.
struct GroupedOutput: FlowOutput {
    private let output: any FlowOutput
    private let level: GroupLevel

    init(_ output: any FlowOutput, by level: GroupLevel) {
        self.output = output
        self.level = level
    }

    func flows(_ reports: [FlowReport], _ facts: IntervalFacts, _ naming: Naming) {
        let grouping = Grouping(reports, by: level, naming)
        output.flows(grouping.reports, facts, grouping.naming)
    }

    func begin(_ source: String, _ naming: Naming) { output.begin(source, naming) }
    func requests(_ requests: [Request], _ naming: Naming) { output.requests(requests, naming) }
    func gaps(_ gaps: [RecordGap], _ naming: Naming) { output.gaps(gaps, naming) }
    func end(_ summary: Summary, _ naming: Naming) { output.end(summary, naming) }
}
