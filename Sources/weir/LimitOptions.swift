import ArgumentParser
import Capture

/// How much of the host weir may use; the same in every command that captures.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp(
        "Stay below this much of one processor, kernel programs not counted: above it less is told, in declared steps.",
        valueName: "percent"))
    var cpuLimit: Double?

    @Option(help: ArgumentHelp("Stay below this much resident memory (200M, 1G): above it less is told, in declared steps.", valueName: "size"))
    var memoryLimit: Bytes?

    func validate() throws {
        if let cpuLimit, !(cpuLimit > 0) { throw ValidationError("--cpu-limit must be above 0: percent of one processor") }
    }

    var limits: Governor.Limits {
        Governor.Limits(processorShare: cpuLimit.map { $0 / 100 }, memory: memoryLimit?.count)
    }
}

/// A size as users write it: `200M`, `1.5G`, `512k`, plain bytes; powers of 1024.
struct Bytes: ExpressibleByArgument {
    var count: UInt64

    init?(argument: String) {
        let units: [Character: Double] = ["k": 1024, "m": 1_048_576, "g": 1_073_741_824]
        let unit = argument.lowercased().last.flatMap { units[$0] }
        guard let number = Double(unit == nil ? argument[...] : argument.dropLast()), number > 0 else { return nil }
        let bytes = number * (unit ?? 1)
        guard bytes >= 1, bytes < 1e15 else { return nil }
        count = UInt64(bytes)
    }
}
