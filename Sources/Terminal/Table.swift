/// Aligned rows that never exceed a width.
///
/// The first column is the flexible one: it gives way, cut in the middle, down to its minimum. When even that is too wide,
/// columns are left out from the right: half a number would be a wrong number. Every cell is made printable.
public struct Table: Sendable {
    public struct Column: Sendable {
        public var header: String
        public var alignment: Text.Alignment
        /// Cells that the column has even when its texts are shorter.
        public var minimum: Int
        /// Cells beyond which its texts are cut.
        public var maximum: Int

        public init(_ header: String, _ alignment: Text.Alignment = .right, minimum: Int = 0, maximum: Int = .max) {
            self.header = header
            self.alignment = alignment
            self.minimum = minimum
            self.maximum = max(minimum, maximum)
        }
    }

    public struct Cell: Sendable, ExpressibleByStringInterpolation {
        public var text: String
        public var role: TextRole

        public init(_ text: String, as role: TextRole = .normal) {
            self.text = text
            self.role = role
        }

        public init(stringLiteral text: String) { self.init(text) }
    }

    public var columns: [Column]
    /// Cells of a line at most, indent included. One below the terminal's, so that no terminal breaks the line.
    public var width: Int
    /// Cells left of the first column.
    public var indent: Int
    public var style: Style

    static let gap = 2

    public init(columns: [Column], width: Int = 119, indent: Int = 0, style: Style = .plain) {
        self.columns = columns
        self.width = width
        self.indent = indent
        self.style = style
    }

    /// The header and a line a row, without line ends or trailing spaces. Missing cells are empty, surplus ones are left out.
    ///
    /// `lead` stands in the header's indent, for instance the time of the block.
    public func lines(_ rows: [[Cell]], lead: String = "") -> [String] {
        let widths = fittingWidths(of: rows)
        let header = line(columns.map { Cell($0.header) }, widths, lead: lead)
        return [header] + rows.map { line($0, widths, lead: "") }
    }

    private func line(_ cells: [Cell], _ widths: [Int], lead: String) -> String {
        let margin = min(indent, max(0, width))
        var line = Text.padded(Text.shortened(lead, to: max(0, margin - Self.gap)), to: margin)
        for (index, cell) in zip(widths.indices, cells) {
            let text = Text.shortened(cell.text, to: widths[index])
            let padding = String(repeating: " ", count: widths[index] - Text.width(text))
            let shown = style.show(text, as: cell.role)
            if index > 0 { line += String(repeating: " ", count: Self.gap) }
            line += columns[index].alignment == .left ? shown + padding : padding + shown
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Widths of the columns that are shown.
    private func fittingWidths(of rows: [[Cell]]) -> [Int] {
        var widths = columns.indices.map { naturalWidth(of: $0, in: rows) }
        guard !widths.isEmpty else { return [] }
        let minimum = min(columns[0].minimum, widths[0])
        while widths.count > 1, total(widths) - widths[0] + minimum > width { widths.removeLast() }
        widths[0] = max(0, widths[0] - max(0, total(widths) - width))
        return widths
    }

    private func naturalWidth(of column: Int, in rows: [[Cell]]) -> Int {
        let texts = rows.compactMap { column < $0.count ? Text.width($0[column].text) : nil }
        let widest = max(Text.width(columns[column].header), texts.max() ?? 0)
        return min(max(widest, columns[column].minimum), columns[column].maximum)
    }

    private func total(_ widths: [Int]) -> Int {
        indent + widths.reduce(0, +) + Self.gap * (widths.count - 1)
    }
}
