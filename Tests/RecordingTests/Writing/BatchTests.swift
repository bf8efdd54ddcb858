import CEvents
import Events
import Testing

@testable import Recording

@Suite struct BatchTests {
    private func entered(_ event: WrittenCapture.Event) -> [UInt64] { event.entries(.entered).map(WrittenCapture.unsigned) }

    @Test("halves of many threads come in the order of time, those of a thread in pairs")
    func order() {
        var outer = ScriptedCall(0, result: 1, from: 10, to: 90)
        outer.wire.thread = 8
        let inner = [ScriptedCall(1, result: 1, from: 20, to: 30), ScriptedCall(1, result: 1, from: 40, to: 50)]
        let events = CallRecorder.scripted().written(inner.map(\.record) + [outer.record]).events
        #expect(events.map(\.time) == [10, 20, 30, 40, 50, 90].map { $0 + 1_000_000 })
        #expect(events.map(\.thread) == [8, 7, 7, 7, 7, 8])
        #expect(events.allSatisfy { $0.trailer.isEmpty })
    }

    @Test("calls that end at one moment stay in the order in which they were told")
    func equalTimes() {
        let calls = (1...5).map { ScriptedCall(1, result: Int64($0), from: 10, to: 20) }
        let exits = CallRecorder.scripted().written(calls.map(\.record)).events.filter { $0.type == 9 }
        #expect(exits.map { $0.number(0) } == [1, 2, 3, 4, 5])
    }

    @Test("a call that began before what is written already enters then, and its exit tells the true time")
    func moved() throws {
        let recorder = CallRecorder.scripted()
        _ = recorder.written([ScriptedCall(1, result: 1, from: 90, to: 100).record])
        let events = recorder.written([ScriptedCall(0, result: 1, from: 10, to: 120).record]).events
        try #require(events.count == 2)
        #expect(events[0].time == 1_000_100 && events[1].time == 1_000_120)
        #expect(entered(events[1]) == [10])
    }

    @Test("a call that nobody saw begin has its exit alone")
    func unseen() {
        let events = CallRecorder.scripted().written([ScriptedCall(0, result: 1, from: 0, to: 20).record]).events
        #expect(events.map(\.type) == [7] && events[0].values.count == 4)
    }

    @Test("what came before a call lies behind its exit, unchanged and in order; what came last, behind a hidden event")
    func records() {
        let messages = (1...3).map { messageRecord(cookie: UInt64($0), at: UInt64($0), payload: [1, 2, 3]) }
        let call = ScriptedCall(1, result: 1, from: 10, to: 20)
        let capture = CallRecorder.scripted().written([messages[0], messages[1], call.record, messages[2]])
        #expect(capture.events.map(\.type) == [8, 9, 280] && capture.events.map(\.isHidden) == [false, false, true])
        #expect(capture.events[0].trailer.isEmpty)
        #expect(capture.events[1].entries(.record) == [messages[0], messages[1]])
        #expect(capture.events[2].entries(.record) == [messages[2]])
    }

    @Test("records keep their order even where their calls change places")
    func recordsOfLateCalls() {
        let first = messageRecord(cookie: 1, at: 1)
        let second = messageRecord(cookie: 2, at: 2)
        let late = ScriptedCall(1, result: 1, from: 10, to: 50)
        let early = ScriptedCall(1, result: 2, from: 20, to: 40)
        let events = CallRecorder.scripted().written([first, late.record, second, early.record]).events
        #expect(events.flatMap { $0.entries(.record) } == [first, second])
    }

    @Test("more records than fit behind one event are spread over hidden ones before it; no block outgrows what readers take")
    func manyRecords() {
        let messages = (0..<400).map { messageRecord(cookie: UInt64($0), at: 1, payload: [UInt8](repeating: 1, count: 200)) }
        let capture = CallRecorder.scripted().written(messages + [ScriptedCall(1, result: 1, from: 10, to: 20).record])
        #expect(capture.events.flatMap { $0.entries(.record) } == messages)
        #expect(capture.shown.count == 2 && capture.events.count > 4)
        #expect(capture.blocks.allSatisfy { $0.body.count < 65_536 })
    }

    @Test("a data limit holds for records too; of none, nothing said is in the capture, and paths stay")
    func dataOfRecords() throws {
        let said = [UInt8](repeating: 0x5a, count: 100)
        let path = Array("/run/a".utf8)
        let call = ScriptedCall(1, result: 100, from: 10, to: 20, payload: said)
        let records = [messageRecord(cookie: 1, at: 1, payload: said), messageRecord(WEIR_OPEN, cookie: 2, at: 2, payload: path), call.record]
        let recorder = CallRecorder.scripted(snapLength: 0)
        for record in records { recorder.take(record) }
        recorder.endBatch()
        #expect(!Array(recorder.writer.bytes).contains(0x5a))
        let kept = WrittenCapture(recorder.writer).events.flatMap { $0.entries(.record) }
        try #require(kept.count == 2)
        #expect(kept[0] == messageRecord(cookie: 1, at: 1) && kept[1] == records[1])
    }

    @Test("what is too short for its kind is counted and left out, at every length")
    func malformed() {
        let whole = [ScriptedCall(1, result: 1, from: 10, to: 20).record, processRecord(WEIR_EXEC, 5, parent: 1, at: 5), messageRecord(cookie: 1, at: 1)]
        let least = [144, 80, 304]
        for (record, least) in zip(whole, least) {
            for length in 0..<least {
                let recorder = CallRecorder.scripted()
                let capture = recorder.written([Array(record[..<length])])
                #expect(capture.events.isEmpty && recorder.counts.malformed == 1)
            }
        }
        let unknown = CallRecorder.scripted()
        var strange = messageRecord(cookie: 1, at: 1)
        strange[12] = 99
        #expect(unknown.written([strange]).events.isEmpty && unknown.counts.malformed == 1)
    }
}
