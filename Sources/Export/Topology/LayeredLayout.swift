/// Places for boxes that point at each other: in columns, who asks left of who answers, in bands that lie below each other and do not overlap.
///
/// Ranks are longest paths once cycles are broken; the order in a column follows the neighbours' (barycentres); a line over several columns
/// has a place of its own in each between, so that it passes beside boxes. Equal input gives equal places.
struct LayeredLayout {
    /// Column of each box.
    private(set) var ranks: [Int]
    /// The middle of each box, in rows from the top of everything.
    private(set) var rows: [Double] = []
    /// Of each line that was given: places between its ends, from left to right, in `ranks` and `rows`.
    private(set) var routes: [[Int]]
    /// First row of each band, and rows in it.
    private(set) var bands: [(first: Double, count: Double)] = []
    private(set) var band: [Int]
    private let boxCount: Int
    private var neighbours: [[Int]]

    private static let sweeps = 8
    /// Of a line's place, in rows.
    private static let lineHeight = 0.35
    /// With more places than these, lines go straight.
    private static let mostPlaces = 20_000

    /// `band` of each box, from 0 on.
    init(band: [Int], edges: [(from: Int, to: Int)]) {
        let acyclic = LayeredRanks(band.count, edges)
        self.band = band
        ranks = acyclic.ranks
        boxCount = band.count
        neighbours = [[Int]](repeating: [], count: band.count)
        routes = []
        for edge in acyclic.edges { route(edge) }
        place()
    }

    private mutating func route(_ edge: (from: Int, to: Int)) {
        guard edge.from != edge.to else { return routes.append([]) }
        var route: [Int] = []
        if ranks[edge.to] - ranks[edge.from] > 1, ranks.count < boxCount + Self.mostPlaces {
            for rank in ranks[edge.from] + 1..<ranks[edge.to] {
                route.append(ranks.count)
                ranks.append(rank)
                band.append(band[rank * 2 < ranks[edge.from] + ranks[edge.to] ? edge.from : edge.to])
                neighbours.append([])
            }
        }
        let line = [edge.from] + route + [edge.to]
        for (left, right) in zip(line, line.dropFirst()) {
            neighbours[left].append(right)
            neighbours[right].append(left)
        }
        routes.append(route)
    }

    // MARK: Rows

    /// What is in one column of one band.
    private struct Cell: Hashable, Comparable {
        var rank: Int
        var band: Int

        static func < (a: Cell, b: Cell) -> Bool { (a.rank, a.band) < (b.rank, b.band) }
    }

    private mutating func place() {
        var cells = Dictionary(grouping: band.indices) { Cell(rank: ranks[$0], band: band[$0]) }
        let order = cells.keys.sorted()
        var counts = [Double](repeating: 0, count: (band.max() ?? -1) + 1)
        for (cell, boxes) in cells { counts[cell.band] = max(counts[cell.band], height(boxes)) }
        var first = 0.0
        for count in counts {
            bands.append((first, count))
            first += count
        }
        rows = [Double](repeating: 0, count: band.count)
        for (cell, boxes) in cells { assign(boxes, in: cell) }
        for sweep in 0..<Self.sweeps {
            for cell in sweep.isMultiple(of: 2) ? order : order.reversed() {
                let boxes = sorted(cells[cell] ?? [])
                cells[cell] = boxes
                assign(boxes, in: cell)
            }
        }
    }

    /// By the mean row of those that a box is joined to; one without stays about where it is.
    private func sorted(_ boxes: [Int]) -> [Int] {
        let means = boxes.map { box in
            neighbours[box].isEmpty ? rows[box] : neighbours[box].reduce(0) { $0 + rows[$1] } / Double(neighbours[box].count)
        }
        return boxes.indices.sorted { (means[$0], rows[boxes[$0]]) < (means[$1], rows[boxes[$1]]) }.map { boxes[$0] }
    }

    private func height(_ box: Int) -> Double { box < boxCount ? 1 : Self.lineHeight }
    private func height(_ boxes: [Int]) -> Double { boxes.reduce(0) { $0 + height($1) } }

    /// In the middle of the band.
    private mutating func assign(_ boxes: [Int], in cell: Cell) {
        let (first, count) = bands[cell.band]
        var row = first + (count - height(boxes)) / 2
        for box in boxes {
            rows[box] = row + height(box) / 2
            row += height(box)
        }
    }
}
