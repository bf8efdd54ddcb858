/// Columns of boxes: each right of all that point at it, once cycles are broken.
struct LayeredRanks {
    /// Of each box, from 0 on.
    let ranks: [Int]
    /// As given, but from left to right: what points back at what led to it is turned round.
    let edges: [(from: Int, to: Int)]

    init(_ count: Int, _ edges: [(from: Int, to: Int)]) {
        self.edges = Self.acyclic(count, edges)
        ranks = Self.ranks(count, self.edges)
    }

    /// Depth first, from those at whom nobody points.
    private static func acyclic(_ count: Int, _ edges: [(from: Int, to: Int)]) -> [(from: Int, to: Int)] {
        enum State { case unseen, open, done }
        var outgoing = [[Int]](repeating: [], count: count)
        var incoming = [Int](repeating: 0, count: count)
        for (index, edge) in edges.enumerated() where edge.from != edge.to {
            outgoing[edge.from].append(index)
            incoming[edge.to] += 1
        }
        var states = [State](repeating: .unseen, count: count)
        var result = edges
        for root in (0..<count).sorted(by: { (min(incoming[$0], 1), $0) < (min(incoming[$1], 1), $1) }) where states[root] == .unseen {
            var path = [(box: root, next: 0)]
            states[root] = .open
            while let (box, next) = path.last {
                guard next < outgoing[box].count else {
                    states[box] = .done
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let edge = outgoing[box][next]
                let target = edges[edge].to
                switch states[target] {
                case .open: result[edge] = (from: target, to: box)
                case .unseen:
                    states[target] = .open
                    path.append((target, 0))
                case .done: break
                }
            }
        }
        return result
    }

    /// Longest paths.
    private static func ranks(_ count: Int, _ edges: [(from: Int, to: Int)]) -> [Int] {
        var outgoing = [[Int]](repeating: [], count: count)
        var waiting = [Int](repeating: 0, count: count)
        for edge in edges where edge.from != edge.to {
            outgoing[edge.from].append(edge.to)
            waiting[edge.to] += 1
        }
        var ranks = [Int](repeating: 0, count: count)
        var ready = (0..<count).filter { waiting[$0] == 0 }
        while let box = ready.popLast() {
            for target in outgoing[box] {
                ranks[target] = max(ranks[target], ranks[box] + 1)
                waiting[target] -= 1
                if waiting[target] == 0 { ready.append(target) }
            }
        }
        return ranks
    }
}
