import Terminal

extension Top {
    public mutating func handle(_ key: Key) {
        notice = nil
        if key == .control("c") || key == .control("d") {
            isOver = true
            return
        }
        switch mode {
        case .browsing: browse(key)
        case .filtering: filter(key)
        case .sorting: chooseSort(key)
        case .help: mode = key == .character("?") && !TopHelp.isOnePage(width) ? .columns : .browsing
        case .columns: mode = .browsing
        }
    }

    private mutating func browse(_ key: Key) {
        switch key {
        case .up, .character("k"): move(by: -1)
        case .down, .character("j"): move(by: 1)
        case .pageUp, .control("b"): move(by: -page)
        case .pageDown, .control("f"), .character(" "): move(by: page)
        case .home: moveToBegin()
        case .end: moveToEnd()
        case .enter, .right: descend()
        case .backspace, .left: ascend()
        case .escape: view.filter.isEmpty ? ascend() : setFilter("")
        case .tab: turnTab { $0.next }
        case .backTab: turnTab { $0.previous }
        case .character(let character): command(character)
        case .control: break
        }
    }

    private mutating func command(_ character: Unicode.Scalar) {
        switch character {
        case "q": isOver = true
        case "1"..."5": show(TopTab.allCases[Int(character.value) - 0x31])
        case "/" where view.table != nil: mode = .filtering
        case "s" where view.table != nil: mode = .sorting
        case "<": shiftSort(by: -1)
        case ">": shiftSort(by: 1)
        case "S": turnSort()
        case "p": togglePause()
        case "r": showRequests()
        case "f": showFlows()
        case "d": showDetails()
        case "g": regroup()
        case "h":
            hidesSystem.toggle()
            remake()
        case "?": mode = .help
        default: break
        }
    }

    private mutating func filter(_ key: Key) {
        switch key {
        case .enter, .tab: mode = .browsing
        case .escape:
            setFilter("")
            mode = .browsing
        case .backspace where view.filter.isEmpty: mode = .browsing
        case .backspace: setFilter(String(view.filter.dropLast()))
        case .control("u"): setFilter("")
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .character(let character) where view.filter.unicodeScalars.count < 100:
            setFilter(Text.printable(view.filter + String(character)))
        default: break
        }
    }

    private mutating func setFilter(_ filter: String) {
        view.filter = filter
        view.offset = 0
        remake()
    }

    private mutating func chooseSort(_ key: Key) {
        switch key {
        case .right, .tab, .character("s"), .character(">"), .character("l"): shiftSort(by: 1)
        case .left, .backTab, .character("<"), .character("h"): shiftSort(by: -1)
        case .up, .down, .character("S"): turnSort()
        default:
            mode = .browsing
            if key != .enter, key != .escape { browse(key) }
        }
    }

    private mutating func shiftSort(by step: Int) {
        guard let table = view.table, let sort = sorts[table] else { return }
        let columns = shownColumns(table).filter { $0 != .trend }
        guard !columns.isEmpty else { return }
        let place = columns.firstIndex(of: sort.column) ?? (step > 0 ? columns.count - 1 : 0)
        sorts[table] = TopSort(columns[(place + step + columns.count) % columns.count])
        remake()
    }

    private mutating func turnSort() {
        guard let table = view.table else { return }
        sorts[table]?.isTurned.toggle()
        remake()
    }

    private mutating func regroup() {
        guard view.table == .flows else { return }
        grouping = grouping.next
        view.selected = nil
        remake()
    }
}
