import Glibc

/// Measures the Swift path of weir on records as the kernel writes them: bytes in, decoded, tracked into flows and timed requests.
@main
struct WeirBench {
    static let usage = """
        usage: weir-bench [--quick] [--json] [PATTERN...]

          --quick   fewer and shorter rounds
          --json    one JSON object a line
          PATTERN   measure these only: plain-both-65536 is plain messages, both ends watched, 65,536 sockets

        One event is one record decoded and handled, with names, request times and no request wanted whole. Records lie in a
        buffer of 1 MiB, a ring's worth, and touch the connections in a random order. A socket is one end of a connection.
        """

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.contains("--help") || arguments.contains("-h") { return print(usage) }
        if arguments.count == 2, arguments.first == AllocationCount.argument, let name = arguments.last {
            return AllocationCount.beCounted(name)
        }
        let names = arguments.filter { !$0.hasPrefix("--") }
        let known = Pattern.all.map(\.name)
        guard names.allSatisfy(known.contains), arguments.allSatisfy({ !$0.hasPrefix("--") || ["--quick", "--json"].contains($0) }) else {
            _ = (usage + "\n").withCString { write(STDERR_FILENO, $0, strlen($0)) }
            exit(2)
        }
        let patterns = names.isEmpty ? Pattern.all : Pattern.all.filter { names.contains($0.name) }
        run(patterns, arguments.contains("--quick") ? .quick : .full, json: arguments.contains("--json"))
    }

    private static func run(_ patterns: [Pattern], _ effort: Effort, json: Bool) {
        var printer = Printer(json: json)
        printer.begin()
        for pattern in patterns { printer.show(Measurement(of: pattern, effort: effort)) }
        printer.end()
    }
}
