import Events

// Processes and threads begin, run another program, and end.
extension CallReplay {
    /// A thread of a process, which is made when nobody has told of it.
    mutating func addThread(_ number: UInt64, of process: ProcessID) -> Int32 {
        guard threads.count < limits.threads else {
            dropped += 1
            return -1
        }
        let owner = processPlaces[process] ?? addProcess(process)
        processes[owner].threads += 1
        let place = threads.add(ReplicaThread(number: number, process: owner))
        threadPlaces[number] = place
        return place
    }

    private mutating func addProcess(_ number: ProcessID, table: Int32? = nil) -> Int32 {
        var process = ReplicaProcess()
        process.owner.process = number
        process.table = table ?? tables.add(DescriptorTable())
        tables[process.table].users += 1
        let place = processes.add(process)
        processPlaces[number] = place
        return place
    }

    /// What a process is called and where it is, as the names will have it.
    mutating func describe(_ process: Int32, command: Command, cgroups: UnsafeRawBufferPointer) {
        let places = names.places(cgroups) { sink.take($0) }
        processes[process].owner = Owner(
            process: processes[process].owner.process, command: command, cgroupV2: places.v2, cgroupV1: places.v1)
        processes[process].place = UInt32(truncatingIfNeeded: (places.v1 ?? places.v2)?.id ?? 0)
    }

    private static let sharesFiles: Int64 = 0x1
    private static let isThread: Int64 = 0x2000
    private static let inOtherNamespace: Int64 = 0x2000_0000

    /// Where the newer forms of clone and exec hold what the older have not.
    private static func places(_ type: UInt16) -> (command: Int, cgroups: Int, flags: Int) {
        switch type {
        case 15: (-1, -1, 8)
        case 157, 183, 185: (-1, -1, 13)
        case 217, 219, 221: (13, -1, 14)
        case 13, 155, 173: (-1, -1, -1)
        case 215: (13, -1, -1)
        default: (13, 14, 15)
        }
    }

    /// Where the newer forms of exec hold the environment; -1 in the older ones.
    private static func environmentPlace(_ type: UInt16) -> Int {
        switch type {
        case 13, 155: -1
        case 173: 13
        case 215: 14
        default: 15
        }
    }

    /// Seen twice: in the parent, with the child's number, and in the child, with 0.
    mutating func clone(_ event: ScapEvent) {
        guard let result = event.number(0), result >= 0 else { return }
        let flags = event.number(Self.places(event.type).flags) ?? 0
        if result == 0 { return cloned(event, flags) }
        let (thread, _) = exit(event)
        // A number from inside another namespace is none here: the child will tell.
        guard thread >= 0, flags & Self.inOtherNamespace == 0, event.number(18) == event.number(3) || event.count <= 18 else { return }
        let child = UInt64(result)
        guard threadPlaces[child] == nil else { return } // has told of itself
        let place = add(child, process: flags & Self.isThread != 0 ? nil : ProcessID(truncatingIfNeeded: result), threads[thread].process, flags)
        if place >= 0 { threads[place].isExpected = true }
    }

    private mutating func cloned(_ event: ScapEvent, _ flags: Int64) {
        guard let process = event.number(4).map({ ProcessID(truncatingIfNeeded: $0) }) else { return }
        if let known = threadPlaces[event.thread] {
            if !threads[known].isExpected { drop(known) } // an end that nobody told
            else { threads[known].isExpected = false }
        }
        if threadPlaces[event.thread] == nil {
            let parent = event.number(5).map { thread(UInt64(bitPattern: $0)) } ?? -1
            _ = add(event.thread, process: flags & Self.isThread != 0 ? nil : process, parent < 0 ? -1 : threads[parent].process, flags)
        }
        guard let place = threadPlaces[event.thread] else { return }
        if flags & Self.isThread == 0 { describe(threads[place].process, event) }
    }

    /// `process`: nil for a further thread of `parent`.
    private mutating func add(_ number: UInt64, process: ProcessID?, _ parent: Int32, _ flags: Int64) -> Int32 {
        guard let process, parent >= 0 else {
            return addThread(number, of: parent >= 0 ? processes[parent].owner.process : process ?? ProcessID(truncatingIfNeeded: number))
        }
        if processPlaces[process] == nil {
            let shared = flags & Self.sharesFiles != 0 ? processes[parent].table : nil
            let child = addProcess(process, table: shared)
            if shared == nil { copy(processes[parent].table, to: processes[child].table) }
            processes[child].place = processes[parent].place
            processes[child].owner = processes[parent].owner
            processes[child].owner.process = process
        }
        return addThread(number, of: process)
    }

    private mutating func copy(_ from: Int32, to: Int32) {
        tables[to] = tables[from]
        tables[to].users = 1
        for socket in tables[to].sockets { sockets[socket].references += 1 }
    }

    private mutating func describe(_ process: Int32, _ event: ScapEvent) {
        let places = Self.places(event.type)
        let executable = ScapText.untilNul(event[1])
        let base = executable.lastIndex(of: UInt8(ascii: "/")).map { UnsafeRawBufferPointer(rebasing: executable[($0 + 1)...]) } ?? executable
        let command = Command(bytes: places.command >= 0 ? ScapText.untilNul(event[places.command]) : base)
        if places.cgroups >= 0, !event[places.cgroups].isEmpty {
            describe(process, command: command, cgroups: event[places.cgroups])
        } else {
            processes[process].owner.command = command
        }
    }

    mutating func execute(_ event: ScapEvent) {
        let (thread, _) = exit(event)
        guard thread >= 0, event.number(0) == 0 else { return }
        let process = threads[thread].process
        describe(process, event)
        processes[process].commandLine = ScapText.untilNul(event[1]) + [0] + event[2]
        let place = Self.environmentPlace(event.type)
        if place >= 0, !event[place].isEmpty { sink.take(.environment(event[place], of: processes[process].owner.process)) }
    }

    /// Told once, before the first event of the process.
    mutating func tellProgram(_ process: Int32) {
        let arguments = processes[process].commandLine.withUnsafeBytes { ScapText.list($0) }
        processes[process].commandLine = []
        sink.take(ProcessEvent(
            kind: .exec, time: now, started: MonotonicTime(nanoseconds: 0), parent: 0, owner: processes[process].owner, arguments: arguments))
    }

    mutating func end(_ event: ScapEvent) {
        if let place = threadPlaces[event.thread] { drop(place) }
    }

    /// The last thread takes its process along, and what that has open.
    private mutating func drop(_ thread: Int32) {
        let process = threads[thread].process
        threadPlaces[threads[thread].number] = nil
        forgetRecent(threads[thread].number)
        threads.remove(thread)
        processes[process].threads -= 1
        guard processes[process].threads <= 0 else { return }
        let (owner, table) = (processes[process].owner, processes[process].table)
        processPlaces[owner.process] = nil
        tables[table].users -= 1
        if tables[table].users <= 0 {
            for socket in tables[table].sockets { release(socket) }
            tables[table] = DescriptorTable()
            tables.remove(table)
        }
        processes.remove(process)
        sink.take(ProcessEvent(kind: .exit, time: now, started: MonotonicTime(nanoseconds: 0), parent: 0, owner: owner))
    }
}
