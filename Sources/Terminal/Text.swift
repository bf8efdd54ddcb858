/// Text for a terminal: harmless, and of a known width.
///
/// Names of processes, tasks and images are chosen by whoever runs them. Everything that leaves here is printable: no control, no
/// escape sequence, nothing that changes direction or hides. Widths are cells of a terminal.
public enum Text {
    public enum Alignment: Sendable { case left, right }

    /// Stands for a character that must not reach the terminal.
    public static let replacement: Unicode.Scalar = "·"

    /// Marks that one character may carry: enough for every living script, too few to paint over other lines.
    static let marksPerCharacter = 4

    /// The same text with harmful characters replaced. Applying it twice changes nothing more.
    public static func printable(_ text: String) -> String {
        if text.utf8.allSatisfy(\.isPlain) { return text }
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars where !scalar.selectsVariation {
            let joins = scalar.isPrintable && scalar.cells == 0
            guard scalar.isPrintable, !joins || !result.isEmpty else {
                result.append(replacement)
                marks = 0
                continue
            }
            marks = joins ? marks + 1 : 0
            if marks <= marksPerCharacter { result.append(scalar) }
        }
        return String(result)
    }

    /// Cells that the printable form of a text takes.
    public static func width(_ text: String) -> Int {
        text.utf8.allSatisfy(\.isPlain) ? text.utf8.count : cells(printable(text))
    }

    /// The printable text with spaces up to a width. Longer text stays as it is.
    public static func padded(_ text: String, to width: Int, _ alignment: Alignment = .left) -> String {
        let text = printable(text)
        let spaces = String(repeating: " ", count: max(0, width - cells(text)))
        return alignment == .left ? text + spaces : spaces + text
    }

    /// The printable text in at most `width` cells, cut in the middle: `shop/checko…rker`. Three quarters are of its beginning.
    public static func shortened(_ text: String, to width: Int) -> String {
        let text = printable(text)
        guard cells(text) > width else { return text }
        guard width > 0 else { return "" }
        let head = String(fitting(text, in: ((width - 1) * 3 + 2) / 4))
        let tail = fitting(text.reversed(), in: width - 1 - cells(head))
        return head + "…" + String(tail.reversed())
    }

    private static func fitting(_ characters: some Sequence<Character>, in width: Int) -> [Character] {
        var left = width
        return Array(
            characters.prefix { character in
                left -= cells(String(character))
                return left >= 0
            })
    }

    private static func cells(_ printable: String) -> Int {
        printable.utf8.allSatisfy(\.isPlain) ? printable.utf8.count : printable.unicodeScalars.reduce(0) { $0 + $1.cells }
    }
}

extension UInt8 {
    /// ASCII without controls.
    fileprivate var isPlain: Bool { 0x20...0x7e ~= self }
}
