import Testing

@testable import JSON

/// What one value is read as.
private func read<Value>(_ json: [UInt8], _ body: (inout JSONReader) throws(JSONFault) -> Value) throws(JSONFault) -> Value {
    let result: Result<Value, JSONFault> = json.withUnsafeBytes { bytes in
        do throws(JSONFault) { return .success(try JSONReader.read(bytes, body)) } catch { return .failure(error) }
    }
    return try result.get()
}

private func read<Value>(_ json: String, _ body: (inout JSONReader) throws(JSONFault) -> Value) throws(JSONFault) -> Value {
    try read(Array(json.utf8), body)
}

private func text(_ json: String) throws -> String? { try read(json) { (reader) throws(JSONFault) in try reader.string() } }

private func skip(_ json: [UInt8]) -> JSONFault? {
    do throws(JSONFault) {
        try read(json) { (reader) throws(JSONFault) in try reader.skip() }
        return nil
    } catch {
        return error
    }
}

@Suite struct JSONReaderTests {
    @Test(
        "a string is what its escapes mean",
        arguments: [
            (#""""#, ""), (#""plain""#, "plain"), (#""a\/b\\c\"d""#, "a/b\\c\"d"), (#""\b\f\n\r\t""#, "\u{8}\u{c}\n\r\t"),
            (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud83d\ude00!""#, "😀!"), (#""\ud83dx""#, "\u{fffd}x"), (#""\ude00""#, "\u{fffd}"),
            (#""\ud83d\u0041""#, "\u{fffd}A"), (#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"), (#""\u0000""#, "\0"), ("\"grün 😀\"", "grün 😀"),
        ])
    func strings(_ json: String, _ expected: String) throws {
        #expect(try text(json) == expected)
    }

    @Test("what is no UTF-8 is repaired") func repaired() throws {
        let value = try read([0x22, 0x61, 0xff, 0x62, 0x22]) { (reader) throws(JSONFault) in try reader.string() }
        #expect(value == "a\u{fffd}b")
    }

    @Test("a long text is cut between two characters") func cut() throws {
        let long = String(repeating: "é", count: 10)
        #expect(try read("\"\(long)\"") { (reader) throws(JSONFault) in try reader.string(limit: 5) } == "éé")
        #expect(try read(#""\u00e9\u00e9\u00e9""#) { (reader) throws(JSONFault) in try reader.string(limit: 5) } == "éé")
    }

    @Test(
        "a whole number is one however it is written",
        arguments: [
            ("5051", 5051), ("5051.0", 5051), ("5.051e3", 5051), ("-7", -7), ("0", 0), ("1.5", nil), ("1e300", nil), ("\"7\"", nil),
            ("null", nil), ("[1]", nil), ("999999999999999999", 999_999_999_999_999_999), ("99999999999999999999", nil),
        ] as [(String, Int?)])
    func integers(_ json: String, _ expected: Int?) throws {
        #expect(try read(json) { (reader) throws(JSONFault) in try reader.integer() } == expected)
    }

    @Test("numbers and truths can be taken as text") func asText() throws {
        let json = #"["a", 7, -1.50, true, false, null, {}, []]"#
        let texts = try read(json) { (reader) throws(JSONFault) in
            var texts: [String?] = []
            var elements = try reader.array()
            while try reader.nextElement(of: &elements) { texts.append(try reader.stringOrNumber()) }
            return texts
        }
        #expect(texts == ["a", "7", "-1.50", "true", "false", nil, nil, nil])
    }

    @Test("members that nobody reads are passed over, also in objects that are read") func passedOver() throws {
        let json = #" {"a":{"x":[1,{"y":"}"}]},"b":7,"c":[],"\u0064":"yes","e":null} "#
        let found = try read(json) { (reader) throws(JSONFault) in
            var found: [String] = []
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "b": found.append("b\(try reader.integer() ?? 0)")
                case "d": found.append("d\(try reader.string() ?? "")")
                default: break
                }
            }
            return found
        }
        #expect(found == ["b7", "dyes"])
    }

    @Test("a value of another kind reads as empty, and what follows is read") func anotherKind() throws {
        let json = #"[7, {"k":1}, "s", [[]], null, [2, 3], {}]"#
        let objects = try read(json) { (reader) throws(JSONFault) in
            var sizes: [Int] = []
            var elements = try reader.array()
            while try reader.nextElement(of: &elements) {
                var members = try reader.object()
                var size = members.isObject ? 0 : -1
                while try reader.nextKey(of: &members) != nil { size += 1 }
                sizes.append(size)
            }
            return sizes
        }
        #expect(objects == [-1, 1, -1, -1, -1, -1, 0])
        let lists = try read(json) { (reader) throws(JSONFault) in
            var sizes: [Int] = []
            var elements = try reader.array()
            while try reader.nextElement(of: &elements) {
                var inside = try reader.array()
                var size = inside.isList ? 0 : -1
                while try reader.nextElement(of: &inside) { size += 1 }
                sizes.append(size)
            }
            return sizes
        }
        #expect(lists == [-1, -1, -1, 1, -1, 2, -1])
    }

    @Test(
        "what is no JSON is refused, with the place",
        arguments: [
            ("", 0), ("   ", 3), ("<html>", 0), ("{", 1), ("[1", 2), ("[1,]", 3), ("[1 2]", 3), ("{1:2}", 1), ("{\"a\"}", 4),
            ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("\"ab", 3), (#""\x""#, 2), (#""\u12g4""#, 2), ("tru", 3), ("trux", 3), ("nul!", 3),
            ("-", 1), ("1.", 2), ("1.x", 2), ("1e", 2), ("+1", 0), ("{} x", 3), ("[}", 1), ("'a'", 0), ("\u{1}1", 0),
        ])
    func refused(_ json: String, _ place: Int) {
        guard case .malformed(let offset, _) = skip(Array(json.utf8)) else {
            Issue.record("it was taken: \(json)")
            return
        }
        #expect(offset == place)
    }

    @Test("64 levels are read, more are refused") func depth() {
        let nested = { (levels: Int) in
            Array(repeating: UInt8(ascii: "["), count: levels) + Array(repeating: UInt8(ascii: "]"), count: levels)
        }
        #expect(skip(nested(64)) == nil)
        guard case .malformed(64, _)? = skip(nested(65)) else {
            Issue.record("65 levels were read")
            return
        }
        #expect(skip(Array(repeating: UInt8(ascii: "["), count: 1_000_000)) != nil)
    }

    @Test(
        "a whole number that is not negative is exact up to the last of 64 bits",
        arguments: [
            ("0", 0), ("7.0", 7), ("1e3", 1000), ("18446744073709551615", .max), ("9223372036854775808", 1 << 63), ("9007199254740993", 9_007_199_254_740_993),
            ("18446744073709551616", nil), ("-1", nil), ("1.5", nil), ("1e17", nil), ("1e999", nil), ("\"7\"", nil), ("null", nil),
        ] as [(String, UInt64?)])
    func unsigned(_ json: String, _ expected: UInt64?) throws {
        #expect(try read(json) { (reader) throws(JSONFault) in try reader.unsigned() } == expected)
    }
}
