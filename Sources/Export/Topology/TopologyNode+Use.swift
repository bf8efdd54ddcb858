import Terminal
import Traffic

extension TopologyNode {
    /// What it uses, for people: `0.8 of 2 cores`, `210 MB of 512 MB`. What is not known is left out.
    var use: [String] {
        let processor = Self.share(metrics[.cpuCores], of: metrics[.cpuLimitCores], Self.cores).map { "\($0) cores" }
        let memory = Self.share(metrics[.memoryBytes], of: metrics[.memoryLimitBytes], Self.size)
        return [processor, memory].compactMap { $0 }
    }

    private static func share(_ used: Double?, of limit: Double?, _ text: (Double) -> String) -> String? {
        guard let used else { return nil }
        guard let limit, limit > 0 else { return text(used) }
        return "\(text(used)) of \(text(limit))"
    }

    /// Two decimals, no zeros behind.
    private static func cores(_ cores: Double) -> String {
        guard cores >= 0, cores < 1e6 else { return Quantity.unknown }
        let hundredths = Int((cores * 100).rounded())
        var text = "\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private static func size(_ bytes: Double) -> String { Quantity.size(bytes >= 0 && bytes < 1.8e19 ? UInt64(bytes) : nil) }
}
