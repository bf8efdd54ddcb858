import Events
import Testing

@testable import Recording

/// Captures that weir wrote are told by the records in them.
@Suite struct OwnReplayTests {
    private func trailer(_ entries: [(Trailer.Kind, [UInt8])]) -> [UInt8] {
        let bytes = TrailerBytes()
        for (kind, content) in entries { content.withUnsafeBytes { bytes.add(kind, $0) } }
        return Array(bytes.bytes)
    }

    private func record(kind: UInt16, time: UInt64, size: Int = 40) -> [UInt8] {
        var record = [UInt8](repeating: 0, count: size)
        record.withUnsafeMutableBytes {
            $0.storeBytes(of: time, as: UInt64.self)
            $0.storeBytes(of: kind, toByteOffset: 12, as: UInt16.self)
        }
        return record
    }

    private func capture(wire: Int = 1, _ trailers: [[UInt8]]) -> Script {
        let script = Script()
        script.writer.facts([("weir", "1"), ("wire", "\(wire)"), ("clock-offset", "1000"), ("host", "node")])
        script.socket(100, 5)
        script.connect(100, 5, .v4(1, 4000), .v4(2, 80))
        for trailer in trailers { script.event(280, 0, [.text("weir"), .text("")], isHidden: true, trailer: trailer) }
        return script
    }

    @Test func recordsComeAsTheyWereInTheirOrder() {
        let records = [record(kind: 1, time: 5), record(kind: 16, time: 6, size: 99), record(kind: 3, time: 7, size: 304)]
        let told = Told(capture([trailer([(.record, records[0]), (.record, records[1])]), trailer([(.record, records[2])])]))
        #expect(told.records == records)
        #expect(told.events.isEmpty, "calls are not told a second time")
        #expect(told.clockOffset == 1000)
    }

    @Test func recordsOfAnotherVersionAreLeftAndTheCallsAreTold() {
        let told = Told(capture(wire: 2, [trailer([(.record, record(kind: 1, time: 5))])]))
        #expect(told.records.isEmpty && told.sums(.client).opened == 1)
    }

    @Test func momentsCountersAndContainersComeAlong() {
        var counters = [UInt8](repeating: 0, count: 80)
        counters[0] = 9
        counters[8] = 2
        let told = Told(capture([
            trailer([(.settled, [7, 0, 0, 0, 0, 0, 0, 0]), (.counters, counters), (.container, Array(#"{"id":"x"}"#.utf8))]),
        ]))
        #expect(told.settled == [MonotonicTime(nanoseconds: 7)])
        #expect(told.counters?.kernel.produced == 9 && told.counters?.kernel.lost == 2)
        #expect(told.containers.map(\.json) == [#"{"id":"x"}"#] && told.containers.allSatisfy(\.isOwn))
    }

    @Test func gapsAreThoseThatTheCaptureTellsOf() {
        let (first, later) = (
            RecordGap(processor: 3, records: 17, after: nil, before: MonotonicTime(nanoseconds: 9)),
            RecordGap(processor: 0, records: .max, after: MonotonicTime(nanoseconds: 9), before: MonotonicTime(nanoseconds: 30)))
        let entries = [first, later].map { gap in gap.words.flatMap { littleEndian($0) } }
        var jumping = record(kind: 1, time: 5)
        jumping[8] = 200 // its number: those before it were of calls
        let told = Told(capture([trailer([(.record, jumping), (.gap, entries[0]), (.gap, entries[1]), (.gap, Array(entries[0].dropLast()))])]))
        #expect(told.gaps == [first, later] && told.malformed == 1)
    }

    @Test func connectionsBeforeTheWindowAreLeftOutAndNamesAreNot() {
        let (early, late) = (record(kind: 1, time: Script.start - 1000 + 1), record(kind: 1, time: Script.start + 1_000_000))
        let name = record(kind: 16, time: Script.start - 900)
        let script = capture([trailer([(.record, early), (.record, name), (.record, late)])])
        var window = CaptureReplay.Window()
        window.from = Script.start + 2000
        #expect(Told(script.bytes, window: window).records == [name, late])
    }

    @Test func entriesThatAreNotWhatTheyShouldBeAreCounted() {
        let told = Told(capture([trailer([(.record, [1, 2, 3]), (.settled, [1]), (.counters, [2]), (.record, record(kind: 1, time: 1))])]))
        #expect(told.malformed == 3 && told.records.count == 1)
    }

    @Test func aTrailerThatIsCutEndsThere() {
        let whole = trailer([(.record, record(kind: 1, time: 1)), (.record, record(kind: 1, time: 2))])
        for length in 0..<whole.count {
            #expect(Told(capture([Array(whole.prefix(length))])).records.count == (length >= 48 ? 1 : 0))
        }
    }
}
