import Events
import Testing

@testable import Recording

@Suite struct WriterTests {
    @Test("a section begins with the magic and version 1.2, and no options, which old readers refuse")
    func section() {
        let writer = ScapWriter()
        writer.section()
        let expected: [UInt8] =
            [0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 2, 0] + [UInt8](repeating: 0xff, count: 8) + [28, 0, 0, 0]
        #expect(Array(writer.bytes) == expected)
    }

    @Test("every block is a multiple of four bytes, says its length at both ends and is padded with zeros")
    func blocks() {
        let writer = ScapWriter()
        writer.section()
        for length in 0..<9 { writer.facts([("k", String(repeating: "x", count: length))]) }
        writer.machine(ScapMachine())
        let capture = WrittenCapture(writer)
        #expect(capture.rest == 0 && capture.blocks.count == 11)
        #expect(capture.blocks.last?.body.count == 180)
        for length in 0..<9 {
            #expect(capture.blocks[length + 1].body.prefix(length + 3) == Array("k \(String(repeating: "x", count: length))\n".utf8)[...])
            #expect(capture.blocks[length + 1].body.dropFirst(length + 3).allSatisfy { $0 == 0 })
        }
    }

    @Test("a fact stays on its line whatever is in it")
    func facts() {
        let writer = ScapWriter()
        writer.facts([("host", "a\nweir 2")])
        #expect(String(decoding: WrittenCapture(writer).blocks[0].body, as: UTF8.self).hasPrefix("host a weir 2\n"))
    }

    @Test("a process entry counts itself and ends with the short tail of five bytes")
    func threads() {
        var thread = ScapThread()
        thread.thread = 1
        thread.command = "init"
        thread.loginUser = 77
        thread.canWriteExecutable = true
        let writer = ScapWriter()
        writer.threads([thread, thread])
        let body = WrittenCapture(writer).blocks[0].body
        let length = Int(WrittenCapture.word(body, 0))
        #expect(body.count >= 2 * length && body.count < 2 * length + 4)
        #expect(Array(body[(length - 5)..<length]) == [77, 0, 0, 0, 1])
        #expect(Array(body[44..<50]) == [4, 0] + Array("init".utf8))
        // 5 numbers, 3 + 3 + 1 + 1 strings, limit, flags, owner, memory, faults, two virtual numbers, tail
        #expect(length == 4 + 40 + 8 * 2 + 4 + 8 + 4 + 8 + 12 + 16 + 16 + 5)
    }

    @Test("descriptors are written as old readers take them: local first, no kind above 16")
    func descriptors() {
        let local = Endpoint(address: IPAddress(10, 0, 0, 1), port: 80)
        let remote = Endpoint(address: IPAddress(10, 0, 0, 2), port: 4000)
        let contents: [(ScapDescriptor.Content, UInt8, Int)] = [
            (.socket(local: local, remote: remote, transport: 2), 3, 13),
            (.socket(local: local, remote: Endpoint(address: IPAddress(high: 1, low: 2), port: 1), transport: 2), 4, 37),
            (.listening(local: local, transport: 2), 5, 7),
            (.listening(local: Endpoint(address: IPAddress(high: 0, low: 0), port: 1), transport: 2), 6, 19),
            (.unix(source: 1, destination: 2, path: "/a"), 8, 20), (.file(path: "/a", flags: 1, device: 2), 16, 12),
            (.other(kind: 7, name: "p"), 7, 3), (.other(kind: 21, name: ""), 10, 2),
        ]
        let writer = ScapWriter()
        writer.descriptors(contents.map { ScapDescriptor(number: 3, inode: 4, content: $0.0) }, of: 9)
        let body = WrittenCapture(writer).blocks[0].body
        #expect(WrittenCapture.unsigned(Array(body[..<8])) == 9)
        var at = 8
        for (_, kind, length) in contents {
            #expect(Int(WrittenCapture.word(body, at)) == 21 + length && body[at + 20] == kind)
            at += 21 + length
        }
        #expect(Array(body[29..<33]) == [10, 0, 0, 1] && Array(body[37..<41]) == [80, 0, 0xa0, 0x0f])
    }

    @Test("interfaces alone have lengths that do not count themselves")
    func interfaces() {
        let writer = ScapWriter()
        let address = IPAddress(127, 0, 0, 1)
        writer.interfaces([ScapInterface(name: "lo", address: address, netmask: IPAddress(255, 0, 0, 0), broadcast: address)])
        let body = WrittenCapture(writer).blocks[0].body
        #expect(WrittenCapture.word(body, 0) == 26 && Array(body[4..<12]) == [1, 0, 2, 0, 127, 0, 0, 1] && Array(body[28..<30]) == Array("lo".utf8))
    }

    @Test("texts longer than readers take are cut, lists by whole entries")
    func limits() {
        var thread = ScapThread()
        thread.command = String(repeating: "c", count: 5000)
        thread.arguments = [String](repeating: String(repeating: "a", count: 999), count: 10)
        let writer = ScapWriter()
        writer.threads([thread])
        let body = WrittenCapture(writer).blocks[0].body
        #expect(Array(body[44..<46]) == [0xff, 3])
        let arguments = 46 + 1023 + 2 + 2
        #expect(WrittenCapture.unsigned(Array(body[arguments..<(arguments + 2)])) == 4000)
    }

    @Test("containers go as large events of no thread, with what weir's own reader wants behind them")
    func containers() throws {
        let recorder = CallRecorder.scripted()
        recorder.begin(
            at: MonotonicTime(nanoseconds: 5), containers: [("{\"container\":{}}", "{\"id\":\"x\"}"), (nil, "{}")], names: [], records: [[1, 2, 3]])
        let events = WrittenCapture(recorder.writer).events
        try #require(events.map(\.type) == [324, 280, 280] && events.map(\.isHidden) == [false, true, true])
        #expect(events[0].thread == .max && events[0].text(0) == "{\"container\":{}}" && events[0].time == 1_000_005)
        #expect(events[0].entries(.container) == [Array("{\"id\":\"x\"}".utf8)] && events[1].entries(.container) == [Array("{}".utf8)])
        #expect(events[2].entries(.record) == [[1, 2, 3]])
    }

    @Test("settled and counters come hidden, losses for all to see")
    func marks() throws {
        let recorder = CallRecorder.scripted()
        var counters = CaptureCounters()
        counters.produced = 1
        counters.lostRingFull = 2
        counters.lostStorageFull = 4
        counters.lostDescriptors = 8
        counters.skippedRuns = 9
        recorder.settle(at: MonotonicTime(nanoseconds: 7), counters)
        recorder.tellLost(14, "why")
        let events = WrittenCapture(recorder.writer).events
        try #require(events.map(\.isHidden) == [true, false])
        #expect(events[0].entries(.settled).map(WrittenCapture.unsigned) == [7])
        let back = try #require(events[0].entries(.counters).first).withUnsafeBytes { TrailerCounters($0) }
        #expect(back == TrailerCounters(counters, delivered: 0) && counters.lost == 14)
        #expect(events[1].text(0) == "drop" && events[1].text(1) == "14 lost (why)")
    }

    @Test("counters of another length: shorter are none, longer are read as far as known")
    func otherCounters() {
        #expect([UInt8](repeating: 1, count: 79).withUnsafeBytes { TrailerCounters($0) } == nil)
        #expect([UInt8](repeating: 0, count: 88).withUnsafeBytes { TrailerCounters($0) } == TrailerCounters(CaptureCounters(), delivered: 0))
    }
}
