/// A line of a screen: pieces of printable text, of a known width.
public struct ScreenLine: Hashable, Sendable {
    public enum Weight: Sendable { case normal, bold, dim }

    struct Span: Hashable, Sendable {
        var text: String
        var role: TextRole
        var weight: Weight
        var isReversed: Bool
    }

    private(set) var spans: [Span] = []
    /// Cells.
    public private(set) var width = 0
    /// Light on dark turned round, over the whole width.
    public var isReversed = false

    public init() {}

    public init(_ text: String, as role: TextRole = .normal, _ weight: Weight = .normal) { add(text, as: role, weight) }

    /// Adds text behind what is there; what must not reach a terminal is replaced.
    public mutating func add(_ text: String, as role: TextRole = .normal, _ weight: Weight = .normal, isReversed: Bool = false) {
        if text.isEmpty { return }
        let text = Text.printable(text)
        add(Text.cells(ofPrintable: text), Span(text: text, role: role, weight: weight, isReversed: isReversed))
    }

    /// Adds text in a cell of that width: filled up with spaces, or shortened in the middle.
    public mutating func add(
        _ text: String, in cells: Int, _ alignment: Text.Alignment = .left, as role: TextRole = .normal, _ weight: Weight = .normal
    ) {
        let text = Text.printable(text)
        let taken = Text.cells(ofPrintable: text)
        if taken > cells { return add(Text.padded(Text.shortened(text, to: cells), to: cells, alignment), as: role, weight) }
        let spaces = String(repeating: " ", count: cells - taken)
        let padded = alignment == .left ? text + spaces : spaces + text
        add(cells, Span(text: padded, role: role, weight: weight, isReversed: false))
    }

    private mutating func add(_ cells: Int, _ span: Span) {
        width += cells
        spans.append(span)
    }

    public mutating func add(_ line: ScreenLine) {
        spans += line.spans
        width += line.width
    }

    /// Spaces up to a width.
    public mutating func pad(to width: Int) {
        if self.width < width { add(String(repeating: " ", count: width - self.width)) }
    }

    /// As much of its beginning as fits.
    public func prefix(_ cells: Int) -> ScreenLine {
        if width <= cells { return self }
        var line = ScreenLine()
        line.isReversed = isReversed
        for span in spans {
            let left = cells - line.width
            if left <= 0 { break }
            let text = Text.cells(ofPrintable: span.text) <= left ? span.text : Text.beginning(span.text, left)
            line.add(text, as: span.role, span.weight, isReversed: span.isReversed)
        }
        return line
    }

    /// This line at the left, another at the right edge. Where both do not fit this one is cut.
    public func spread(_ right: ScreenLine, over width: Int) -> ScreenLine {
        let right = right.prefix(width)
        var line = prefix(max(0, width - right.width - (right.width > 0 ? 1 : 0)))
        line.pad(to: width - right.width)
        line.add(right)
        return line
    }

    /// Without attributes and trailing spaces.
    public var text: String {
        var text = spans.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Text {
    /// Of text that is printable already.
    static func cells(ofPrintable text: String) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + $1.cells }
    }

    /// The first characters of a printable text that fit. What is cut off begins with a character that would not.
    static func beginning(_ printable: String, _ cells: Int) -> String {
        var left = cells
        return String(
            printable.prefix { character in
                left -= width(String(character))
                return left >= 0
            })
    }
}
