import CEvents
import Testing

@testable import Recording

@Suite struct ProcessTests {
    private func recorder(with process: UInt64 = 5) -> CallRecorder {
        let recorder = CallRecorder.scripted()
        var thread = ScapThread()
        thread.thread = process
        thread.process = process
        thread.executable = "/bin/old"
        thread.arguments = ["x"]
        recorder.book.add(thread, record: processRecord(WEIR_EXEC, UInt32(process), parent: 1, at: 1))
        recorder.book.add(ScapDescriptor(number: 3, inode: 1, content: .other(kind: 7, name: "pipe")), of: UInt32(process))
        return recorder
    }

    @Test("a fork is told in the parent, with both halves, and in the child, with its end")
    func fork() throws {
        let events = recorder().written([processRecord(WEIR_FORK, 6, parent: 5, at: 10)]).shown
        try #require(events.map(\.type) == [222, 223, 223])
        #expect(events.map(\.thread) == [5, 5, 6])
        #expect(events[1].values.count == 21 && events[1].number(0) == 6 && events[1].number(3) == 5)
        #expect(events[2].number(0) == 0 && events[2].number(3) == 6 && events[2].number(4) == 6 && events[2].number(5) == 5)
        #expect(events[2].text(1) == "/bin/old" && events[2].number(15) == 0)
    }

    @Test("a new thread shares its process's descriptors: the flags say so")
    func thread() throws {
        let events = recorder().written([processRecord(WEIR_FORK, 5, thread: 9, parent: 1, at: 10)]).shown
        try #require(events.map(\.type) == [222, 223, 223])
        #expect(events[2].thread == 9 && events[2].number(4) == 5 && events[2].number(15) & 0x2001 == 0x2001)
    }

    @Test("a parent in the middle of a call is told of in the child alone")
    func forkInCall() {
        var call = ScriptedCall(0, result: 1, from: 5, to: 20)
        call.wire.thread = 5
        let events = recorder().written([processRecord(WEIR_FORK, 5, thread: 9, parent: 1, at: 10), call.record]).shown
        #expect(events.map(\.type) == [6, 223, 7])
    }

    @Test("execve has the new program and its arguments, procexit the process")
    func exec() throws {
        let records = [
            processRecord(WEIR_EXEC, 5, parent: 1, at: 10, ["/bin/new", "-a", "b"]), processRecord(WEIR_EXIT, 5, parent: 1, at: 20),
        ]
        let events = recorder().written(records).shown
        try #require(events.map(\.type) == [292, 293, 186])
        #expect(events[0].text(0) == "/bin/new" && events[1].values.count == 30 && events[1].text(1) == "/bin/new")
        #expect(events[1].values[2] == Array("-a".utf8) + [0] + Array("b".utf8) + [0] && events[1].text(13) == "p")
        #expect(events[2].values.count == 5 && events[2].thread == 5)
    }

    @Test("a process record is kept too, without the unused bytes behind it")
    func kept() {
        let record = processRecord(WEIR_EXEC, 5, parent: 1, at: 10, ["/bin/new"])
        let capture = recorder().written([record])
        #expect(capture.events.flatMap { $0.entries(.record) } == [Array(record[..<89])])
    }

    @Test("the tables of a capture that begins later hold what events have told")
    func book() throws {
        let recorder = recorder()
        var accept = ScriptedCall(288, result: 8, from: 12, to: 14)
        accept.wire.descriptor = 8
        let closed = ScriptedCall(3, result: 0, from: 40, to: 41, [3])
        _ = recorder.written([
            accept.record, processRecord(WEIR_FORK, 6, parent: 5, at: 20), processRecord(WEIR_FORK, 5, thread: 9, parent: 1, at: 30), closed.record,
        ])
        #expect(recorder.book.threadList.map(\.thread) == [5, 7, 9, 6])
        #expect(recorder.book.threadList.map(\.process) == [5, 5, 5, 6])
        let lists = recorder.book.descriptorLists
        try #require(lists.map(\.process) == [5, 6])
        #expect(lists[0].descriptors.map(\.number) == [8] && lists[1].descriptors.map(\.number) == [3, 8])
        guard case .socket(let local, let remote, 2) = lists[0].descriptors[0].content else { Issue.record("no socket"); return }
        #expect(local.port == 4000 && remote.port == 80)
        #expect(recorder.book.records.count == 2)
        _ = recorder.written([processRecord(WEIR_EXIT, 5, parent: 1, at: 50)])
        #expect(recorder.book.threadList.map(\.thread) == [6])
    }

    @Test("dup makes a second descriptor, close_range closes each that is known, for old readers too")
    func ranges() {
        let recorder = recorder()
        let socket = ScriptedCall(41, result: 3, from: 1, to: 2, [2, 1, 6])
        let dup = ScriptedCall(32, result: 11, from: 3, to: 4, [3])
        let range = ScriptedCall(436, result: 0, from: 5, to: 6, [3, 0xffff_ffff, 0])
        let events = recorder.written([socket.record, dup.record, range.record]).shown
        #expect(events.map(\.type) == [223, 18, 19, 124, 125, 450, 4, 5, 4, 5, 451])
        #expect(events.filter { $0.type == 4 }.map { $0.number(0) } == [3, 11])
        #expect(recorder.book.descriptorLists.isEmpty)
    }

    @Test("who calls and was never told of is looked up once, and told as one that has begun; whoever is gone, not")
    func introduced() throws {
        let recorder = CallRecorder.scripted()
        var asked = 0
        recorder.lookUp = { process in
            asked += 1
            guard process == 5 else { return nil }
            var thread = ScapThread()
            thread.thread = 5
            thread.process = 5
            thread.command = "late"
            return (thread, [1, 2, 3])
        }
        var other = ScriptedCall(1, result: 1, from: 30, to: 40)
        other.wire.process = 8
        other.wire.thread = 8
        let calls = [ScriptedCall(1, result: 1, from: 10, to: 20), other, ScriptedCall(1, result: 1, from: 50, to: 60), other]
        let capture = recorder.written(calls.map(\.record))
        #expect(capture.shown.filter { $0.type == 223 }.map(\.thread) == [5, 7] && asked == 2)
        #expect(capture.shown.first { $0.type == 223 }?.text(13) == "late")
        #expect(capture.events.flatMap { $0.entries(.record) } == [[1, 2, 3]])
    }
}
