import Testing

@testable import Terminal

@Suite struct TextTests {
    @Test(arguments: [
        ("nginx", 5), ("", 0), ("wrk[4127] → web", 15), ("412 µs", 6), ("世界", 4),
        ("e\u{301}", 1), ("é", 1), ("한글", 4),
        ("\u{1112}\u{1161}\u{11ab}", 2), ("ｗｅｂ", 6), ("🚀", 2), ("🇩🇪", 2), ("क्ष", 2), ("–…·", 3), ("a\u{1b}[31mb", 7),
    ])
    func widthCountsCells(text: String, width: Int) {
        #expect(Text.width(text) == width)
    }

    @Test(arguments: [
        ("\u{1b}[2J\u{1b}]0;owned\u{7}", "·[2J·]0;owned·"),  // clear the screen, set the title
        ("a\r\nb\tc\u{0}", "a··b·c·"),
        ("\u{9b}31m\u{85}", "·31m·"),  // the same in one byte each
        ("user\u{202e}nimda\u{2066}", "user·nimda·"),  // right-to-left override
        ("a\u{200b}b\u{feff}c\u{ad}", "a·b·c·"),  // invisible
        ("a\u{2028}b\u{e000}c\u{378}", "a·b·c·"),  // line separator, private, unassigned
        ("\u{3164}\u{115f}", "··"),  // fillers
        ("\u{301}a", "·a"),  // a mark would join what stands before
        ("❤\u{fe0f}", "❤"),
        ("plain ~", "plain ~"), ("Привет, 世界 é", "Привет, 世界 é"),
    ])
    func harmfulCharactersAreReplaced(text: String, printable: String) {
        #expect(Text.printable(text) == printable)
    }

    @Test func marksDoNotPileUp() {
        let pile = "a" + String(repeating: "\u{301}", count: 1000) + "b"
        #expect(Text.printable(pile).unicodeScalars.count == 6)
        #expect(Text.width(pile) == 2)
    }

    @Test func paddingGoesOppositeToTheAlignment() {
        #expect(Text.padded("web", to: 5) == "web  ")
        #expect(Text.padded("37", to: 5, .right) == "   37")
        #expect(Text.padded("世", to: 5, .right) == "   世")
        #expect(Text.padded("too long", to: 3) == "too long")
        #expect(Text.padded("a\u{1b}", to: 3) == "a· ")
    }

    @Test(arguments: [
        ("shop/checkout-worker", 16, "shop/checko…rker"), ("shop/web", 8, "shop/web"), ("shop/web", 7, "shop/…b"), ("shop", 2, "s…"),
        ("shop", 1, "…"), ("shop", 0, ""), ("shop", -3, ""),
        ("世界世界世界", 7, "世界…界"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func longTextIsCutInTheMiddle(text: String, width: Int, short: String) {
        #expect(Text.shortened(text, to: width) == short)
    }

    @Test(arguments: [UInt64](1...20))
    func whateverComesInWhatGoesOutIsPrintableAndFits(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let text = random.hostileText()
            let printable = Text.printable(text)
            #expect(Text.printable(printable) == printable)
            #expect(printable.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f ~= $0.value) && $0.value != 0x202e })
            #expect(Text.width(text) == Text.width(printable))
            let width = Int(random.next() % 20)
            let short = Text.shortened(text, to: width)
            #expect(Text.width(short) <= width)
            #expect(Text.width(Text.padded(short, to: width)) == width)
        }
    }

    @Test("what is taken for common without a look is printable, visible and of one cell")
    func common() {
        for scalar in (0...0x3000 as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) where scalar.isCommon {
            let (properties, name) = (scalar.properties, "U+" + String(scalar.value, radix: 16))
            #expect(!properties.isDefaultIgnorableCodePoint && !properties.isEmojiPresentation && !scalar.selectsVariation, "\(name)")
            #expect(properties.name != nil || scalar.value < 0x80, "\(name)")
            switch properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .nonspacingMark, .enclosingMark:
                Issue.record("\(name)")
            default: break
            }
        }
    }
}
