import Glibc

/// Measures the Swift path of weir on records as the kernel writes them: bytes in, decoded, tracked into flows and timed requests.
@main
struct WeirBench {
    static let usage = """
        usage: weir-bench [--quick] [--json]

          --quick   fewer and shorter rounds
          --json    one JSON object a line

        One event is one record decoded and handled, with names, request times and no request wanted whole. Records lie in a
        buffer of 1 MiB, a ring's worth, and touch the connections in a random order. A socket is one end of a connection.
        """

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.contains("--help") || arguments.contains("-h") { return print(usage) }
        if arguments.count == 2, arguments.first == AllocationCount.argument, let name = arguments.last {
            return AllocationCount.beCounted(name)
        }
        guard arguments.allSatisfy({ ["--quick", "--json"].contains($0) }) else {
            _ = (usage + "\n").withCString { write(STDERR_FILENO, $0, strlen($0)) }
            exit(2)
        }
        run(quick: arguments.contains("--quick"), json: arguments.contains("--json"))
    }

    private static func run(quick: Bool, json: Bool) {
        var printer = Printer(json: json)
        printer.begin()
        for pattern in Pattern.all {
            printer.show(Measurement(of: pattern, effort: quick ? .quick : .full))
        }
        printer.end()
    }
}
