import JSON
import Testing

@testable import Mesos

@Suite struct JSONReaderMesosTests {
    @Test(
        "a port is a number or a string of one",
        arguments: [("80", 80), ("\"80\"", 80), ("0", nil), ("65536", nil), ("-1", nil), ("\"x\"", nil), ("80.0", 80), ("{}", nil)]
            as [(String, UInt16?)])
    func ports(_ json: String, _ expected: UInt16?) throws {
        let port = try Document.read(json.bytes) { bytes throws(DocumentError) in
            try Document.read(bytes, as: "test") { (reader) throws(JSONFault) in try reader.port() }
        }
        #expect(port == expected)
    }

    @Test("an error names the document and the place") func description() throws {
        let error = #expect(throws: DocumentError.self) { try parse("<html>", MasterState.init(state:)) }
        #expect(error?.description == "master's /state: not JSON at byte 0: a value should be here")
        let other = #expect(throws: DocumentError.self) { try parse("[]", MasterState.init(state:)) }
        #expect(other?.description == "master's /state: no list of frameworks in it")
    }
}
