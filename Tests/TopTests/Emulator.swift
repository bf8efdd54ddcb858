import Terminal

/// As much of a terminal as `Screen` makes use of; what else it is told it complains of.
struct Emulator {
    private let size: ScreenSize
    /// A cell has a character with all that joins it; the second half of a wide one has nothing.
    private var cells: [[String]]
    private var row = 0
    private var column = 0
    private(set) var complaint: String?

    init(_ size: ScreenSize) {
        self.size = size
        cells = Self.empty(size)
    }

    private static func empty(_ size: ScreenSize) -> [[String]] { Array(repeating: Array(repeating: " ", count: size.columns), count: size.rows) }

    /// Without trailing spaces.
    var text: [String] {
        cells.map { cells in
            var line = cells.joined()
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    mutating func take(_ bytes: String) {
        var scalars = bytes.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if scalar != "\u{1b}" {
                put(scalar)
                continue
            }
            _ = scalars.next()
            var parameters = ""
            while let next = scalars.next() {
                if "A" <= next && next <= "z" {
                    obey(next, parameters)
                    break
                }
                parameters.unicodeScalars.append(next)
            }
        }
    }

    private mutating func obey(_ final: Unicode.Scalar, _ parameters: String) {
        switch (final, parameters) {
        case ("m", _), ("h", "?2026"), ("l", "?2026"): break
        case ("J", "2"): cells = Self.empty(size)
        case ("K", ""): for cell in min(column, size.columns)..<size.columns { cells[row][cell] = " " }
        case ("H", _):
            let place = parameters.split(separator: ";").compactMap { Int($0) }
            if place.count == 2, 1...size.rows ~= place[0], 1...size.columns ~= place[1] {
                (row, column) = (place[0] - 1, place[1] - 1)
            } else {
                complaint = "moved to \(parameters)"
            }
        default: complaint = "told \(parameters)\(final)"
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Text.width("x" + String(scalar)) - 1
        if width == 0 {
            var base = column - 1
            while base > 0, cells[row][base] == "" { base -= 1 }
            if base >= 0 { cells[row][base].unicodeScalars.append(scalar) }
            return
        }
        guard column + width <= size.columns else {
            complaint = "written beyond the edge"
            return
        }
        cells[row][column] = String(scalar)
        if width == 2 { cells[row][column + 1] = "" }
        column += width
    }
}
