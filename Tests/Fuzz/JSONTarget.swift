import Export

extension Target {
    /// JSON lines: any keys and values come back as they were.
    static let json = Target(name: "json", texts: keysAndValues, run: checkLine)

    /// Each text after its length, and how it is added.
    private static let keysAndValues = [
        "", "\u{3}key\u{5}value\u{0}", "\u{2}a\"\u{1}\u{5}b\\\u{0}\u{1f}\u{7f}\u{2}", "\u{1}\u{1f}\u{2}\r\n\u{3}",
        "\u{5}\u{2028}\u{e9}\u{4}😀\u{4}\u{fc}\u{9}",
    ]
}

private func checkLine(_ bytes: UnsafeRawBufferPointer) {
    var input = FuzzInput(bytes)
    var line = JSONLine(type: "fuzz")
    var expected = ["type": JSONValue.string("fuzz")]
    for number in 0..<8 where !input.isEmpty {
        let key = "\(number)" + input.text()
        let value = input.text()
        switch input.byte() % 5 {
        case 0, 1:
            line.add(key, value)
            if !value.isEmpty { expected[key] = .string(value) }
        case 2:
            line.add(key, [value, key])
            expected[key] = .list([.string(value), .string(key)])
        case 3:
            line.object(key) { $0.add(value, key) }
            expected[key] = .object([value: .string(key)])
        default:
            let nanoseconds = input.number()
            line.add(seconds: key, nanoseconds: nanoseconds)
            expected[key] = .number("\(nanoseconds / 1_000_000_000)." + fraction(nanoseconds))
        }
    }
    promise(checkJSON(line.line) == .object(expected), "\(line.line) is not \(expected)")
}

private func fraction(_ nanoseconds: UInt64) -> String {
    var digits = Array(String(nanoseconds % 1_000_000_000 + 1_000_000_000).dropFirst())
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return String(digits)
}
