import Capture
import Events
import Recording
import Workloads

// What goes into a file beside the records, and how the next one begins.
extension RecordRun {
    /// The watched processes as they are, once; from here on events tell. Needs the privileges that a running capture has not.
    func lookAtHost() {
        let tables = HostTables { [watched] in watched.watches($0, $1) }
        let index = CgroupIndex(names.directory.cgroups)
        for process in tables.processes {
            let id = ProcessID(truncatingIfNeeded: process.thread.process)
            recorder.book.add(process.thread, record: index.record(process, at: begin))
            for thread in process.furtherThreads { recorder.book.add(thread: thread, of: id) }
            for descriptor in process.descriptors { recorder.book.add(descriptor, of: id) }
            recorded.containers.note(process.memberships)
        }
        names.takeNews()
        _ = recorded.containers.news(names, watched)
        if tables.skipped > 0, !command.quiet {
            Console.say("weir: \(tables.skipped) facts of processes that run already could not be read: they will lack descriptors or directories")
        }
        beginFile(at: begin)
    }

    /// A process that calls and that no event told of: one that was moved into a watched cgroup, or whose container is watched since just now.
    func lookUp(_ process: ProcessID) -> (thread: ScapThread, record: [UInt8])? {
        if let found = HostTables.process(process, watches: watched.watches) {
            return (found.thread, CgroupIndex(names.directory.cgroups).record(found, at: recorder.lastWritten))
        }
        guard let owner = owners[process] else { return nil }
        let thread = ScapThread(owner, cgroups: names.directory.cgroups.scapCgroups(of: owner))
        return (thread, KernelRecord.executed(thread, started: recorder.lastWritten, owner: owner, at: recorder.lastWritten))
    }

    /// Header and tables, as of now.
    func beginFile(at time: MonotonicTime) {
        let writer = recorder.writer
        let threads = recorder.book.threadList
        let interfaces = HostFacts.interfaces()
        let accounts = HostFacts.accounts(of: threads)
        writer.section()
        writer.facts(facts)
        writer.machine(machine)
        if !interfaces.isEmpty { writer.interfaces(interfaces) }
        if !accounts.isEmpty { writer.accounts(accounts) }
        if !threads.isEmpty { writer.threads(threads) }
        for list in recorder.book.descriptorLists { writer.descriptors(list.descriptors, of: list.process) }
        recorded.begin(recorder, at: time, records: cgroupRecords(at: time) + recorder.book.records)
    }

    private var facts: [(key: String, value: String)] {
        let filter = command.filter
        let filters =
            filter.cgroup.map { "cgroup \($0)" } + filter.container.map { "container \($0)" } + filter.task.map { "task \($0)" }
            + filter.app.map { "app \($0)" } + filter.framework.map { "framework \($0)" } + filter.label.map { "label \($0)" }
            + filter.pid.map { "pid \($0)" }
        return [
            ("weir", "\(CaptureOrigin.currentVersion)"), ("wire", "\(CaptureOrigin.currentWire)"), ("clock-offset", "\(offset)"),
            ("run", "\(begin.nanoseconds)"), ("backend", "syscall"), ("host", machine.hostName),
            ("kernel", HostFacts.kernelRelease()), ("snaplen", "\(command.keptBytes)"),
        ] + filters.map { ("filter", $0) }
    }

    /// The cgroups that may be named: the watched ones and those of watched processes, and all above them.
    private func cgroupRecords(at time: MonotonicTime) -> [[UInt8]] {
        told = []
        let tree = names.directory.cgroups
        let index = CgroupIndex(tree)
        let inside = tree.paths.filter { watched.isEverything || watched.isInside($0.key.hierarchy, $0.value) }.keys
        let others = recorded.containers.places.compactMap { index.id($0.hierarchy, $0.path) }
        let order = (Array(inside) + others).sorted { ($0.hierarchy, $0.id) < ($1.hierarchy, $1.id) }
        return order.flatMap { index.records(of: $0, at: time, told: &told) }
    }

    /// The names of an owner's cgroups, before the event that mentions them.
    func tell(_ owner: Owner, at time: MonotonicTime) {
        for case let cgroup? in [owner.cgroupV2, owner.cgroupV1] where cgroup.id != 1 && !told.contains(cgroup) {
            _ = names.directory.identify(owner) // learns of cgroups that no event told
            if told.count > 1 << 18 { told.removeAll() }
            let index = CgroupIndex(names.directory.cgroups)
            for record in index.records(of: cgroup, at: time, told: &told) { record.withUnsafeBytes { recorder.take($0) } }
            told.insert(cgroup)
        }
    }

    /// Puts what has been written into the file, and begins the next one when that is due.
    func put() {
        let writer = recorder.writer
        if failure == nil {
            do throws(CaptureFileError) { try file.write(writer.bytes) } catch { failure = error }
        }
        writer.removeAll()
        if failure != nil { recorder.isStopped = true }
        guard failure == nil, !isFull, let size = command.size, file.size >= size.bytes else { return }
        guard command.rotate == nil else { return beginNextFile() }
        isFull = true
        recorder.isStopped = true
    }

    private func beginNextFile() {
        close()
        guard failure == nil else { return }
        savedBefore += file.size
        do throws(CaptureFileError) {
            file = try files.next()
            beginFile(at: recorder.lastWritten)
            try file.write(recorder.writer.bytes)
        } catch {
            failure = error
            recorder.isStopped = true
        }
        recorder.writer.removeAll()
    }

    func flush() {
        guard failure == nil else { return }
        do throws(CaptureFileError) { try file.flush() } catch { failure = error }
    }

    func close() {
        guard failure == nil else { return }
        do throws(CaptureFileError) { try file.finish() } catch { failure = error }
    }
}
