import Terminal

extension Target {
    /// Text for a terminal: any string, and tables of them.
    static let text = Target(name: "text", texts: widthsAndTexts, run: checkText)

    private static let widthsAndTexts = [
        "\u{5}nginx", "\u{10}shop/checkout-worker", "\u{3}\u{1b}[2J\u{1b}]0;owned\u{7}", "\u{9}user\u{202e}nimda\u{2066}", "\u{6}世界世界",
        "\u{8}e\u{301}e\u{301}\u{301}\u{301}\u{301}\u{301}", "\u{4}🇩🇪🚀👩\u{200d}👩\u{200d}👧", "\u{7}한글\u{1112}\u{1161}\u{11ab}",
        "\u{2}क्षि ❤\u{fe0f}", "\u{0}a\u{200b}\u{feff}\u{ad}\u{3164}\u{85}",
    ]
}

private func checkText(_ bytes: UnsafeRawBufferPointer) {
    var input = FuzzInput(bytes)
    let width = Int(input.byte())
    let text = String(decoding: input.rest, as: UTF8.self)
    let printable = Text.printable(text)
    check(printable)
    promise(Text.printable(printable) == printable, "printable twice is another text")
    promise(Text.width(text) == Text.width(printable), "the printable text has another width")
    let short = Text.shortened(text, to: width)
    check(short)
    promise(Text.width(short) <= width, "\(Text.width(short)) cells, not \(width)")
    promise(Text.width(Text.padded(short, to: width)) == width, "padded to \(Text.width(Text.padded(short, to: width))), not \(width)")
    checkTable(text.split(separator: " ", omittingEmptySubsequences: false).map(String.init), width: width)
}

/// Nothing that moves the cursor, changes direction or hides.
private func check(_ printable: String) {
    for scalar in printable.unicodeScalars {
        let isControl = [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse].contains(scalar.properties.generalCategory)
        promise(!isControl, "U+\(String(scalar.value, radix: 16)) in printable text")
    }
}

private func checkTable(_ words: [String], width: Int) {
    let columns = (0..<3).map { Table.Column("C\($0)", $0 == 0 ? .left : .right, minimum: 4 * $0, maximum: 20) }
    let table = Table(columns: columns, width: width, indent: width % 7)
    let rows = stride(from: 0, to: words.count, by: 3).map { words[$0..<min($0 + 3, words.count)].map { Table.Cell($0) } }
    let lines = table.lines(rows, lead: words[0])
    promise(lines.count == rows.count + 1, "\(lines.count) lines of \(rows.count) rows")
    for line in lines {
        check(line)
        promise(Text.width(line) <= width, "a line of \(Text.width(line)) cells, not \(width)")
    }
}
