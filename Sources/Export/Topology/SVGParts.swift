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
