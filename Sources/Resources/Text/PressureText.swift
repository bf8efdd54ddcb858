/// Pressure stall information (Linux 4.20), of a cgroup or the host: `some avg10=0.97 avg60=0.34 avg300=1.07 total=3606435296`.
enum PressureText {
    /// The share of the last ten seconds in which something had to wait; nil when the kernel does not say.
    static func share(_ text: UnsafeRawBufferPointer) -> Double? {
        var cursor = TextCursor(text)
        repeat {
            guard let kind = cursor.word(), kind.equals("some"), let average = cursor.word() else { continue }
            guard let (name, value) = average.halves(at: UInt8(ascii: "=")), name.equals("avg10") else { continue }
            return DecimalFraction.value(value).map { min($0 / 100, 1) }
        } while cursor.nextLine()
        return nil
    }
}

/// `0.97` or `12`: what the kernel prints of fractions.
enum DecimalFraction {
    static func value(_ text: UnsafeRawBufferPointer) -> Double? {
        guard let (before, after) = text.halves(at: UInt8(ascii: ".")) else { return text.decimal.map { Double($0) } }
        guard let whole = before.decimal, after.count <= mostDigits, let part = after.decimal else { return nil }
        var scale = 1.0
        for _ in 0..<after.count { scale *= 10 }
        return Double(whole) + Double(part) / scale
    }

    private static let mostDigits = 9
}
