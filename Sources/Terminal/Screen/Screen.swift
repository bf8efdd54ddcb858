/// Columns and rows of a terminal.
public struct ScreenSize: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    /// Taken into what a terminal may have: 1 to 1000.
    public init(columns: Int, rows: Int) {
        self.columns = min(max(columns, 1), 1000)
        self.rows = min(max(rows, 1), 1000)
    }
}

/// What a terminal shows, and the bytes that change it: only lines that differ are written again.
public struct Screen: Sendable {
    private let style: Style
    private var size = ScreenSize(columns: 1, rows: 1)
    /// Lines as they were written; nil: nobody knows what is there.
    private var shown: [String]?

    public init(style: Style) { self.style = style }

    /// Something else may have been written: the next frame is written whole.
    public mutating func forget() { shown = nil }

    /// To the terminal, so that it shows these lines; empty when it does. Lines beyond the size are left out, longer ones cut.
    public mutating func draw(_ lines: [ScreenLine], _ size: ScreenSize) -> String {
        let frame = (0..<size.rows).map { $0 < lines.count ? written(lines[$0], size.columns) : Self.eraseLine }
        let known = size == self.size ? shown : nil
        var bytes = ""
        for (row, line) in frame.enumerated() where known == nil || known?[row] != line { bytes += "\u{1b}[\(row + 1);1H" + line }
        if bytes.isEmpty { return "" }
        self.size = size
        shown = frame
        return Self.beginUpdate + (known == nil ? Self.eraseAll : "") + bytes + Self.endUpdate
    }

    /// Terminals that know it show the frame at once; others ignore it.
    private static let beginUpdate = "\u{1b}[?2026h"
    private static let endUpdate = "\u{1b}[?2026l"
    private static let eraseAll = "\u{1b}[0m\u{1b}[2J"
    private static let eraseLine = "\u{1b}[K"

    private func written(_ line: ScreenLine, _ columns: Int) -> String {
        var line = line.prefix(columns)
        if line.isReversed { line.pad(to: columns) }
        let text = line.spans.map { written($0, isReversed: line.isReversed) }.joined()
        // Erasing behind the last column would take that with it.
        return line.width < columns ? text + Self.eraseLine : text
    }

    private func written(_ span: ScreenLine.Span, isReversed: Bool) -> String {
        var codes: [String] = []
        switch span.weight {
        case .bold: codes.append("1")
        case .dim: codes.append("2")
        case .normal: break
        }
        if span.isReversed != isReversed { codes.append("7") }
        switch span.role {
        case .error where style.hasColour: codes.append("31")
        case .warning where style.hasColour: codes.append("33")
        default: break
        }
        return codes.isEmpty ? span.text : "\u{1b}[\(codes.joined(separator: ";"))m\(span.text)\u{1b}[0m"
    }
}
