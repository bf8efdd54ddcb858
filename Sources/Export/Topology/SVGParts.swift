import Terminal
import Traffic

/// Sizes in pixels.
struct SVGMetrics {
    let margin = 32
    let boxWidth = 214
    let boxHeight = 44
    private let columnGap = 150
    private let rowHeight = 66.0
    /// Above the boxes of a band, for the name of its frame, and below them.
    private let bandTop = 26
    private let bandBottom = 14

    func left(of rank: Int) -> Int { margin + rank * (boxWidth + columnGap) }

    func top(of band: (first: Double, count: Double), _ index: Int) -> Int {
        40 + Int(band.first * rowHeight) + index * (bandTop + bandBottom)
    }

    func bottom(of band: (first: Double, count: Double), _ index: Int) -> Int {
        top(of: band, index) + Int(band.count * rowHeight) + bandTop + bandBottom
    }

    /// Of a box; of a line's place its middle.
    func middle(_ layout: LayeredLayout, _ place: Int) -> Int {
        let band = layout.bands[layout.band[place]]
        return top(of: band, layout.band[place]) + bandTop + Int((layout.rows[place] - band.first) * rowHeight) - 5
    }

    func corner(_ layout: LayeredLayout, _ box: Int) -> (x: Int, y: Int) {
        (left(of: layout.ranks[box]), middle(layout, box) - boxHeight / 2)
    }
}

/// A line from the right of one box to the left of another, past the boxes between; back to the left it goes below.
struct SVGPath {
    private(set) var text: String
    /// Where there is room for a label.
    let middle: (x: Int, y: Int)

    /// `route`: left ends of the places between, from left to right.
    init(from: (x: Int, y: Int), to: (x: Int, y: Int), route: [(x: Int, y: Int)], spread: Int, _ metrics: SVGMetrics) {
        let (half, shift) = (metrics.boxHeight / 2, max(-18, min(18, spread * 6)))
        guard to.x > from.x else {
            let (x, y) = (from.x + metrics.boxWidth / 2 + 20 + shift, from.y + metrics.boxHeight)
            let (endX, endY) = (to.x + metrics.boxWidth / 2 - 20 + shift, to.y + metrics.boxHeight + 2)
            let depth = max(y, endY) + 30
            text = "M\(x) \(y)C\(x) \(depth) \(endX) \(depth) \(endX) \(endY)"
            middle = ((x + endX) / 2, (y + endY) / 8 + depth * 3 / 4 + 4)
            return
        }
        var (x, y) = (from.x + metrics.boxWidth, from.y + half + shift)
        text = "M\(x) \(y)"
        let stops: [(x: Int, y: Int)] = route + [(x: to.x - 2, y: to.y + half + shift)]
        middle = ((x + stops[0].x) / 2, (y + stops[0].y) / 2 + shift)
        for (index, stop) in stops.enumerated() {
            let reach = max(40, (stop.x - x) / 2)
            text += "C\(x + reach) \(y) \(stop.x - reach) \(stop.y) \(stop.x) \(stop.y)"
            guard index < route.count else { break }
            (x, y) = (stop.x + metrics.boxWidth, stop.y)
            text += "H\(x)"
        }
    }
}

enum SVGStyle {
    static let legend = "width: requests a second · red: share of failures · dashed: seen from one end, or partial · dotted: older than the capture · grey: stale"

    static let text = """
        <style>
        text{font:13px system-ui,sans-serif;fill:#1b1f27}
        .soft,.label{font-size:12px;fill:#59616f}
        .head{font-weight:600}
        .label{text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
        .paper{fill:#fff}
        .frame{fill:#f5f7fa;stroke:#c3cad5}
        .node rect{fill:#fff;stroke:#59616f}
        .app rect{stroke-width:1.8}
        .external rect{stroke-dasharray:2 3}
        .edge path{fill:none;stroke:#6b7f9e}
        .edge .error{stroke:#c4312b}
        .partial path{stroke-dasharray:7 4}
        .older path{stroke-dasharray:2 4}
        .stale path,.stale rect,.frame.stale{stroke:#b9bec7}
        .stale text{fill:#9aa1ac}
        #arrow path{fill:#6b7f9e}
        @media (prefers-color-scheme:dark){
        text{fill:#e4e7ec}
        .soft,.label{fill:#a3abb8}
        .label{stroke:#14171c}
        .paper{fill:#14171c}
        .frame{fill:#1b1f26;stroke:#3d4551}
        .node rect{fill:#20252d;stroke:#8b94a3}
        .edge path{stroke:#7f93b3}
        .edge .error{stroke:#ff6b63}
        .stale path,.stale rect,.frame.stale{stroke:#4a515c}
        .stale text{fill:#6f7784}
        #arrow path{fill:#7f93b3}
        }
        </style>
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>
        """
}

extension TopologyNode.Level {
    /// Of the corners of its box.
    var roundness: Int {
        switch self {
        case .host, .external: 2
        case .container, .process: 8
        case .app: 22
        }
    }
}

enum XML {
    /// For text and quoted attributes. Nothing is left that XML 1.0 forbids.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.split(separator: "\n", omittingEmptySubsequences: false).map({ Text.printable(String($0)) }).joined(separator: "\n").unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
