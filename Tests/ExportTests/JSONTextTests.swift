import Export
import Testing

@Suite struct JSONTextTests {
    @Test("JSON is escaped as RFC 8259 wants")
    func json() {
        #expect(JSONText.quoted("a\"\\\n\t\u{1}é") == "\"a\\\"\\\\\\n\\t\\u0001é\"")
        #expect(JSONText.object(["b": "2", "a": "1"]) == "{\"a\":\"1\",\"b\":\"2\"}")
        #expect(JSONText.object([("a", nil), ("b", "1")]) == "{\"b\":1}" && JSONText.array(["a"]) == "[\"a\"]")
    }
}
