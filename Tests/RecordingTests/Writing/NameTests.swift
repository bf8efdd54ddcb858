import Events
import Testing

@testable import Recording

@Suite struct NameTests {
    @Test("names stand hidden behind events, Mesos' texts for all to see; a replay tells both")
    func names() throws {
        let recorder = CallRecorder.scripted()
        recorder.begin(at: MonotonicTime(nanoseconds: 5), containers: [], names: [#"{"task":1}"#], records: [])
        recorder.mesos([#"{"mesos_state":{}}"#, String(repeating: "x", count: 60_000)])
        recorder.name(#"{"address":2}"#)
        let events = WrittenCapture(recorder.writer).events
        #expect(events.map(\.type) == [280, 280, 270, 280])
        #expect(events.map(\.isHidden) == [true, true, false, true])
        #expect(events[0].entries(.name) == [Array(#"{"task":1}"#.utf8)])
        #expect(events[2].text(0) == #"{"mesos_state":{}}"#)
        #expect(events[3].entries(.name) == [Array(#"{"address":2}"#.utf8)])
    }

    @Test("a translated connection comes back as it went; what is cut or odd is none")
    func translated() throws {
        let connection = TranslatedConnection(
            transport: .udp, local: Endpoint(address: IPAddress(10, 0, 0, 1), port: 40_000),
            remote: Endpoint(address: IPAddress(high: 0xfd00 << 48, low: 7), port: 80),
            far: Endpoint(address: IPAddress(10, 0, 0, 2), port: 65_535))
        let words = connection.words
        #expect(words.withUnsafeBytes { TranslatedConnection($0) } == connection)
        for count in 0..<(words.count * 8) {
            #expect(words.withUnsafeBytes { TranslatedConnection(UnsafeRawBufferPointer(rebasing: $0[..<count])) } == nil)
        }
        for place in [0, 3, 6, 9] { // the transport and the ports
            var odd = words
            odd[place] = 1 << 40
            #expect(odd.withUnsafeBytes { TranslatedConnection($0) } == nil)
        }
    }
}
