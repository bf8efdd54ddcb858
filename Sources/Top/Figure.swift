import Terminal

/// Figures of nodes, which come as they please: whatever is no amount is unknown.
enum Figure {
    static func size(_ bytes: Double?) -> String { Quantity.size(natural(bytes)) }

    /// Processors: `0.82`, `12.3`, `128`.
    static func cores(_ cores: Double?) -> String {
        guard let cores, let hundredths = natural(cores * 100) else { return Quantity.unknown }
        if hundredths >= 10_000 { return Quantity.count(natural(cores)) }
        let (whole, part) = hundredths.quotientAndRemainder(dividingBy: 100)
        if whole >= 10 { return "\(whole).\(part / 10)" }
        return "\(whole).\(part < 10 ? "0" : "")\(part)"
    }

    /// `41%` of a limit; nil where there is none.
    static func share(_ amount: Double?, of limit: Double?) -> String? {
        guard let amount, let limit, limit > 0, let percent = natural(amount / limit * 100), percent < 10_000 else { return nil }
        return "\(percent)%"
    }

    /// An amount, and how much it is of its limit.
    static func of(_ amount: Double?, limit: Double?, _ text: (Double?) -> String) -> String {
        guard amount != nil else { return Quantity.unknown }
        let share = share(amount, of: limit) ?? ""
        return text(amount) + " " + String(repeating: " ", count: max(0, 4 - share.count)) + share
    }

    /// To the nearest; nil for what is negative, no number, or beyond all bounds.
    static func natural(_ number: Double?) -> UInt64? {
        guard let number, number >= 0, number < 1e18 else { return nil }
        return UInt64(number + 0.5)
    }
}
