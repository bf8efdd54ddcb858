import Terminal

// Requests of the selection, the newest at the bottom.
extension Top {
    mutating func requestTable(_ item: TopItem, _ width: Int, _ height: Int) -> [ScreenLine] {
        if let reason = options.noRequests { return [ScreenLine(reason, .dim)] }
        let lines = requestLines.of(item)
        if lines.isEmpty { return [ScreenLine("no request has ended since you are looking", .dim)] }
        let page = max(0, height - 1)
        view.offset = min(view.offset, max(0, lines.count - page))
        let layout = RequestLayout(width: width)
        return [layout.header] + lines.dropLast(view.offset).suffix(page).map(layout.line)
    }
}
