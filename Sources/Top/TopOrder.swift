import Traffic

/// What a table is ordered by.
struct TopSort: Hashable, Sendable {
    var column: TopColumn
    var isTurned = false

    init(_ column: TopColumn) { self.column = column }

    /// The smallest first.
    var isAscending: Bool { column.isText != isTurned }
    var mark: String { isAscending ? "▲" : "▼" }
}

extension TopRow {
    /// `wanted` in lower case.
    func matches(_ wanted: String) -> Bool {
        ([words(.name), tail, kind ?? "", host ?? "", protocolName ?? ""] + search).contains { $0.lowercased().contains(wanted) }
    }
}

extension [TopRow] {
    /// What is not known is last, whichever way round; equals are in the order of what else they do, and then of their names, so that none
    /// changes places for nothing.
    func sorted(by order: TopSort) -> [TopRow] {
        // What is compared is made once, and rows are moved once.
        let words = order.column.isText ? map { $0.words(order.column) } : []
        let numbers = [order.column, .requests, .calls].map { column in column.isText ? [] : map { $0.number(column).flatMap { $0.isNaN ? nil : $0 } } }
        return indices.sorted { a, b in
            if !words.isEmpty, words[a] != words[b] { return order.isAscending ? words[a] < words[b] : words[a] > words[b] }
            for (place, numbers) in numbers.enumerated() where !numbers.isEmpty {
                if let decided = Self.isBefore(numbers[a], numbers[b], place == 0 && order.isAscending) { return decided }
            }
            return self[a].item < self[b].item
        }.map { self[$0] }
    }

    private static func isBefore(_ a: Double?, _ b: Double?, _ isAscending: Bool) -> Bool? {
        switch (a, b) {
        case (nil, nil): nil
        case (nil, _): false
        case (_, nil): true
        case (let a?, let b?): a == b ? nil : (isAscending ? a < b : a > b)
        }
    }
}

extension TopItem: Comparable {
    public static func < (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.node(let x), .node(let y)): x < y
        case (.flow(let x), .flow(let y)): x < y
        case (.node, .flow): true
        case (.flow, .node): false
        }
    }
}
