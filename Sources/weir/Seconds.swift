import ArgumentParser

/// A span of time as users write it: `10`, `0.5`, `200ms`, `3s`, `2m`, `1h`.
struct Seconds: ExpressibleByArgument {
    var nanoseconds: UInt64

    init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    init?(argument: String) {
        let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        let unit = units.first { argument.hasSuffix($0.suffix) }
        let digits = argument.dropLast(unit?.suffix.count ?? 0)
        guard let number = Double(digits), number > 0, number * (unit?.seconds ?? 1) < 1e9 else { return nil }
        nanoseconds = UInt64(number * (unit?.seconds ?? 1) * 1e9)
    }

    var defaultValueDescription: String { "\(Double(nanoseconds) / 1e9)" }
}
