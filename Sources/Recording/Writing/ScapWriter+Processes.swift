import Events

// Processes and threads that begin and end. The types of today for all ways to begin one: `clone`, `execve`, `procexit`.
extension ScapWriter {
    static let clone: UInt16 = 222
    static let execve: UInt16 = 292
    static let procexit: UInt16 = 186
    /// PPM_CL_CLONE_FILES, _FS, _SIGHAND, _THREAD and _VM: what a thread shares with its process.
    static let threadFlags: UInt32 = 0x1 | 0x2 | 0x800 | 0x2000 | 0x8000

    /// The parent's side: both halves.
    func cloned(_ child: UInt64, flags: UInt32, in parent: ScapThread, at time: UInt64, _ processor: UInt16) {
        let moment = Moment(time: time, thread: parent.thread, processor: processor)
        beginEvent(Self.clone, moment, count: 0)
        endEvent()
        clone(parent, result: Int64(clamping: child), flags: flags, moment)
    }

    /// The child's side: it has only an end.
    func began(_ child: ScapThread, flags: UInt32, at time: UInt64, _ processor: UInt16) {
        clone(child, result: 0, flags: flags, Moment(time: time, thread: child.thread, processor: processor))
    }

    private func clone(_ thread: ScapThread, result: Int64, flags: UInt32, _ moment: Moment) {
        beginEvent(Self.clone + 1, moment, count: 21)
        put(program: thread, result)
        put(flags)
        put(thread.user)
        put(thread.group)
        put(thread.virtualThread)
        put(thread.virtualProcess)
        put(UInt64(0))
        endEvent()
    }

    /// What the end of `clone` and of `execve` begin with: fifteen values.
    private func put(program thread: ScapThread, _ result: Int64) {
        put(result)
        put(text: thread.executable)
        put(list: thread.arguments)
        for number in [thread.thread, thread.process, thread.parent] { put(number) }
        put(text: thread.directory)
        put(thread.descriptorLimit)
        put(thread.majorFaults)
        put(thread.minorFaults)
        for size in [thread.virtualSizeKB, thread.residentKB, thread.swapKB] { put(size) }
        put(text: thread.command)
        put(list: thread.cgroups.map(\.text))
    }

    /// Both halves. The path of the program is not told: `argv[0]` stands for it.
    func executed(_ thread: ScapThread, at time: UInt64, _ processor: UInt16) {
        let moment = Moment(time: time, thread: thread.thread, processor: processor)
        beginEvent(Self.execve, moment, count: 1)
        put(text: thread.executable)
        endEvent()
        beginEvent(Self.execve + 1, moment, count: 30)
        put(program: thread, 0)
        put(list: thread.environment)
        put(UInt32(0)) // no terminal is told
        put(thread.virtualGroup)
        put(thread.loginUser)
        put(UInt32(0))
        for _ in 0..<6 { put(UInt64(0)) } // capabilities, and the program's inode: not told
        put(thread.user)
        put(text: thread.executable)
        put(thread.virtualGroup)
        put(thread.group)
        endEvent()
    }

    /// How it ended is not told.
    func ended(_ process: ProcessID, at time: UInt64, _ processor: UInt16) {
        beginEvent(Self.procexit, Moment(time: time, thread: UInt64(process), processor: processor), count: 5)
        put(Int64(0))
        put(Int64(0))
        put(UInt8(0))
        put(UInt8(0))
        put(Int64(0))
        endEvent()
    }

    /// Both halves of a close that succeeds.
    func closed(_ descriptor: Int64, _ moment: Moment) {
        beginEvent(4, moment, count: 1)
        put(descriptor)
        endEvent()
        beginEvent(5, moment, count: 2)
        put(Int64(0))
        put(descriptor)
        endEvent()
    }

    /// Free text that every reader shows, unless it is hidden.
    func notification(_ id: String, _ text: String, _ moment: Moment, trailer: UnsafeRawBufferPointer) {
        beginEvent(280, moment, count: 2)
        put(text: id)
        put(text: text)
        endEvent(trailer: trailer)
    }

    /// A part of what masters of Mesos and Marathon say, as readers up to 0.21 know it.
    func mesos(_ json: String, at time: UInt64) {
        beginEvent(270, Moment(time: time, thread: 0), count: 1)
        put(text: json, limit: 60_000)
        endEvent()
    }

    /// A container as readers know it: `json` is an object with `container` in it, below 60 kB.
    func container(_ json: String, at time: UInt64, trailer: UnsafeRawBufferPointer) {
        beginEvent(324, Moment(time: time, thread: .max), count: 1)
        put(text: json, limit: 60_000)
        endEvent(trailer: trailer)
    }
}
