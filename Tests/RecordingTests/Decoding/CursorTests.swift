@testable import Recording
import Testing

@Suite struct CursorTests {
    @Test func numbersAreLittleEndianAtAnyAddress() {
        withPlaced([0x01, 0x02, 0x03, 0x04, 0x05, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]) { bytes in
            var cursor = ScapCursor(bytes)
            #expect(cursor.number(UInt8.self) == 1)
            #expect(cursor.number(UInt32.self) == 0x0504_0302)
            #expect(cursor.number(Int64.self) == -1)
            #expect(cursor.remaining == 1)
            #expect(cursor.number(Int8.self) == -2)
            #expect(!cursor.isShort)
        }
    }

    @Test func afterAFieldThatDoesNotFitNothingIsRead() {
        withPlaced([1, 2, 3]) { bytes in
            var cursor = ScapCursor(bytes)
            #expect(cursor.number(UInt32.self) == 0)
            #expect(cursor.isShort)
            #expect(cursor.number(UInt8.self) == 0)
            #expect(cursor.rest().isEmpty)
            #expect(cursor.string() == "")
            #expect(cursor.offset == 0)
        }
    }

    @Test(arguments: [-1, 4, Int.max, Int.min])
    func countsOutsideTheBytesAreShort(count: Int) {
        withPlaced([1, 2, 3]) { bytes in
            var cursor = ScapCursor(bytes)
            #expect(cursor.take(count).isEmpty)
            #expect(cursor.isShort)
        }
    }

    @Test func nothingAtAllIsShortOnlyWhenSomethingIsWanted() {
        var cursor = ScapCursor(UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(cursor.rest().isEmpty)
        #expect(!cursor.isShort)
        #expect(cursor.number(UInt8.self) == 0)
        #expect(cursor.isShort)
    }

    @Test func textThatIsNotUTF8IsRepaired() {
        withPlaced([4, 0, 0x61, 0xff, 0xc3, 0x62]) { bytes in
            var cursor = ScapCursor(bytes)
            #expect(cursor.string() == "a\u{fffd}\u{fffd}b")
            #expect(!cursor.isShort)
        }
    }

    @Test(arguments: [
        ("", []), ("\0", [""]), ("a\0", ["a"]), ("a", ["a"]), ("a\0\0b\0", ["a", "", "b"]), ("a\0b", ["a", "b"]), ("a\0\0", ["a", ""]),
    ] as [(String, [String])])
    func textsEndWithNul(bytes: String, texts: [String]) {
        #expect(withPlaced(Array(bytes.utf8)) { ScapText.list($0) } == texts)
    }
}
