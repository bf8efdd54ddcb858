import Terminal
import Testing

@Suite struct TableTests {
    static let columns = [
        Table.Column("CLIENT → SERVER", .left, minimum: 12), Table.Column("PROTO", .left),
        Table.Column("REQ/S"), Table.Column("P50", minimum: 7),
    ]

    @Test func columnsAreAlignedUnderTheirHeaders() {
        let table = Table(columns: Self.columns, indent: 11)
        let lines = table.lines(
            [["wrk[4127] → shop/web :80", "http", "8.1k", "412 µs"], ["世界 → redis :6379", "redis", "37", "–"]], lead: "09:00:01")
        #expect(lines == [
            "09:00:01   CLIENT → SERVER           PROTO  REQ/S      P50",
            "           wrk[4127] → shop/web :80  http    8.1k   412 µs",
            "           世界 → redis :6379        redis     37        –",
        ])
    }

    @Test func theFirstColumnGivesWay() {
        let table = Table(columns: Self.columns, width: 40)
        #expect(table.lines([["shop/checkout-worker → shop/payments :8443", "http", "8.1k", "2.1 ms"]]) == [
            "CLIENT → SERVER    PROTO  REQ/S      P50",
            "shop/checkou…8443  http    8.1k   2.1 ms",
        ])
    }

    @Test func columnsThatDoNotFitAreLeftOutRatherThanCut() {
        let table = Table(columns: Self.columns, width: 30)
        #expect(table.lines([["shop/checkout-worker → shop/payments :8443", "http", "8.1k", "2.1 ms"]]) == [
            "CLIENT → SERVER   PROTO  REQ/S", "shop/checko…8443  http    8.1k",
        ])
    }

    @Test func maximumCutsAndMinimumFills() {
        let columns = [Table.Column("A", .left, maximum: 5), Table.Column("B", .left, minimum: 4), Table.Column("C")]
        #expect(Table(columns: columns).lines([["shop/web", "b", "1"]]) == ["A      B     C", "sho…b  b     1"])
    }

    @Test func missingCellsAreEmptyAndSurplusOnesLeftOut() {
        let table = Table(columns: [Table.Column("A", .left), Table.Column("B", .left)])
        #expect(table.lines([["1"], ["1", "2", "3"], []]) == ["A  B", "1", "1  2", ""])
        #expect(Table(columns: []).lines([["1"]]) == ["", ""])
    }

    @Test func coloursMarkRolesAndChangeNoWidth() {
        let columns = [Table.Column("FLOW", .left), Table.Column("ERR"), Table.Column("LOST")]
        let rows: [[Table.Cell]] = [["web", Table.Cell("12", as: .error), Table.Cell("3", as: .warning)]]
        #expect(Table(columns: columns).lines(rows)[1] == "web    12     3")
        #expect(Table(columns: columns, style: .coloured).lines(rows)[1] == "web    \u{1b}[31m12\u{1b}[0m     \u{1b}[33m3\u{1b}[0m")
    }

    @Test func coloursNeedATerminalAndNoObjection() {
        #expect(Style(isTerminal: true, environment: [:]) == .coloured)
        #expect(Style(isTerminal: true, environment: ["NO_COLOR": ""]) == .coloured)
        #expect(Style(isTerminal: true, environment: ["NO_COLOR": "1"]) == .plain)
        #expect(Style(isTerminal: false, environment: [:]) == .plain)
    }

    @Test(arguments: [UInt64](1...20))
    func noRowExceedsTheWidthWhateverTheNames(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let columns = (0..<1 + random.next() % 6).map { index in
                Table.Column(
                    random.hostileText(), index == 0 ? .left : .right,
                    minimum: Int(random.next() % 9), maximum: Int(random.next() % 40))
            }
            let rows = (0..<4).map { _ in columns.map { _ in Table.Cell(random.hostileText(), as: .error) } }
            let table = Table(columns: columns, width: Int(random.next() % 140), indent: Int(random.next() % 12))
            for line in table.lines(rows, lead: random.hostileText()) {
                #expect(Text.width(line) <= table.width, "\(line)")
                #expect(Text.printable(line) == line)
            }
        }
    }
}
