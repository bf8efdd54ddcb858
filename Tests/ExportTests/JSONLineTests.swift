import Testing

@testable import Export

@Suite struct JSONLineTests {
    @Test func typeComesFirstAndKeysKeepTheOrderOfTheCalls() {
        var line = JSONLine(type: "flow")
        line.add("zebra", 1)
        line.add("ant", true)
        #expect(line.line == #"{"type":"flow","zebra":1,"ant":true}"#)
    }

    @Test func whatIsUnknownIsLeftOutAndNeverEmpty() {
        var line = JSONLine(type: "flow")
        line.add("none", String?.none)
        line.add("empty", "")
        line.add("number", Int?.none)
        line.add(seconds: "time", nanoseconds: nil)
        line.add("list", [String]())
        line.object("inner") { $0.add("none", String?.none) }
        #expect(line.line == #"{"type":"flow"}"#)
    }

    @Test(arguments: [
        ("a\"b", #"a\"b"#), ("a\\b", #"a\\b"#), ("a\nb\tc\rd", #"a\nb\tc\rd"#), ("\u{1}\u{1f}", #"\u0001\u001f"#),
        ("grün–→", "grün–→"), ("\u{7f}", "\u{7f}"),
    ])
    func stringsAreEscapedAsTheStandardWants(text: String, escaped: String) {
        var line = JSONLine()
        line.add("s", text)
        #expect(line.line == "{\"s\":\"\(escaped)\"}")
    }

    @Test(arguments: [
        (UInt64(0), "0.0"), (1, "0.000000001"), (1_000, "0.000001"), (1_500_000_000, "1.5"), (60_000_000_000, "60.0"),
        (.max, "18446744073.709551615"),
    ])
    func durationsAreExactSeconds(nanoseconds: UInt64, seconds: String) {
        var line = JSONLine()
        line.add(seconds: "t", nanoseconds: nanoseconds)
        #expect(line.line == "{\"t\":\(seconds)}")
    }

    @Test func objectsNestAndListsAreEscaped() {
        var line = JSONLine()
        line.object("a") { $0.add("b", 1) }
        line.add("c", ["x\"", "y"])
        #expect(line.line == #"{"a":{"b":1},"c":["x\"","y"]}"#)
    }
}
