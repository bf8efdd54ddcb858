extension Top {
    /// The selected row of these: the one that was chosen, as long as it is there; then whatever is in its place.
    func place(in rows: [TopRow]) -> Int {
        guard let selected = view.selected else { return 0 }
        return rows.firstIndex { $0.item == selected } ?? min(lastPlace, max(0, rows.count - 1))
    }

    mutating func selection() -> TopItem? {
        if case .details(let item) = view.kind { return item }
        let rows = rows()
        return rows.isEmpty ? nil : rows[place(in: rows)].item
    }

    mutating func move(by step: Int) {
        guard view.table != nil else { return scroll(by: step) }
        let rows = rows()
        guard !rows.isEmpty else { return }
        let place = min(max(place(in: rows) + step, 0), rows.count - 1)
        view.selected = rows[place].item
        lastPlace = place
    }

    /// Nothing is chosen: the first row, whichever that comes to be.
    mutating func moveToBegin() {
        guard view.table != nil else { return scroll(by: -Self.far) }
        view.selected = nil
        view.offset = 0
        lastPlace = 0
    }

    mutating func moveToEnd() { move(by: Self.far) }

    private static let far = 1_000_000

    /// Requests are scrolled from their end; how far that goes is seen when they are drawn.
    private mutating func scroll(by step: Int) {
        if case .requests = view.kind { view.offset -= step } else { view.offset += step }
        view.offset = min(max(view.offset, 0), Self.far)
    }

    /// The first row that is shown, so that the selected one is.
    mutating func firstRow(of rows: [TopRow], fitting page: Int) -> Int {
        let place = place(in: rows)
        var first = min(view.offset, max(0, rows.count - page))
        if place < first { first = place }
        if place >= first + page { first = place - page + 1 }
        view.offset = max(0, first)
        lastPlace = place
        return view.offset
    }
}
