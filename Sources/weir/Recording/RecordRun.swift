import Capture
import Events
import Export
import Privilege
import Recording
import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One run of `weir record`: records out of the kernel, events into a file. Everything but Docker's task happens on one thread.
final class RecordRun {
    let command: Record
    let names: LocalNames
    let files: CaptureFiles
    let capture: LiveCapture
    let recorder: CallRecorder
    let machine = HostFacts.machine()
    let begin: MonotonicTime
    let offset: Int64
    var file: CaptureFile
    var watched: WatchedHost
    let recorded: RecordedNames
    /// Cgroups that the present file tells of.
    var told: Set<CgroupID> = []
    /// Of processes that were met as owners of connections, for those that are gone before they can be looked up.
    var owners: [ProcessID: Owner] = [:]
    /// Nothing can be written any more.
    var failure: CaptureFileError?
    /// The file has the size that it was to have.
    var isFull = false
    /// Of the files before this one.
    var savedBefore: UInt64 = 0
    private var following: SelectionFollowing
    private var event = ConnectionEvent()
    /// Where records are missing. Unchecked: only this thread comes here, with each record.
    @exclusivity(unchecked) private var gaps = RecordGaps()
    private var lastTick: MonotonicTime
    private var lost: UInt64 = 0
    private var progress: RecordProgress

    /// As in `weir live`: an older record may be on its way from another processor.
    private static let holdBack: UInt64 = 2_000_000
    private static let nap = 50
    private static let mostOwners = 4096
    /// What is not in the file by then would be lost with this process.
    private static let second: UInt64 = 1_000_000_000

    init(_ command: Record, _ options: CaptureOptions, _ names: LocalNames, _ recorded: RecordedNames, _ files: CaptureFiles) throws {
        self.command = command
        self.names = names
        self.files = files
        self.recorded = recorded
        begin = Clock.now()
        offset = Clock.wall().offset
        lastTick = begin
        progress = RecordProgress(interval: command.interval?.nanoseconds, isQuiet: command.quiet, at: begin)
        do throws(CaptureFileError) { file = try files.next() } catch { throw Failure(error) }
        var chosen = CgroupFilter()
        do {
            capture = try LiveCapture.start(options, filter: command.filter, names, watched: &chosen)
        } catch {
            files.abandon()
            throw error
        }
        following = SelectionFollowing(command.filter.selection, watched: chosen, at: begin)
        watched = WatchedHost(command.filter, chosen, names.directory.cgroups)
        let most = command.size.map { max(Int(clamping: $0.bytes / 8), 1 << 12) } ?? 1 << 18
        recorder = CallRecorder(
            ScapWriter(), clockOffset: offset, snapLength: command.keptBytes, spillAt: min(1 << 18, most),
            cgroups: { [names] in names.directory.cgroups.scapCgroups(of: $0) })
        recorder.spill = { [unowned self] in put() }
        recorder.environment = { [names] owner in names.directory.taskID(of: owner).map { ["MESOS_TASK_ID=\($0)"] } ?? [] }
        recorder.lookUp = { [unowned self] in lookUp($0) }
    }

    func loop() throws {
        OwnCost.preferThisThread()
        lookAtHost()
        try Privilege.confineCapture()
        StartMemory.release()
        if !command.quiet { Console.say("weir: recording into \(command.file == "-" ? "standard output" : command.file); Ctrl-C ends") }
        let end = command.duration.map { begin.nanoseconds + $0.nanoseconds } ?? .max
        while !Console.isStopRequested, !isFull, failure == nil {
            let now = Clock.now().nanoseconds
            if now >= end { break }
            capture.wait(milliseconds: min(Self.nap, Int(clamping: (end - now) / 1_000_000)))
            read(upTo: Clock.now().nanoseconds - Self.holdBack)
            try takeNews()
            if Clock.now().nanoseconds(since: lastTick) >= Self.second { try tick() }
        }
        try finish()
    }

    private func takeNews() throws {
        if let news = following.news(names, isNew: names.takeNews(), at: Clock.now()) {
            do throws(CaptureError) { try capture.watch(news) } catch { throw Failure(error) }
            watched.add(news)
        }
        recorded.tell(recorder, names, watched)
    }

    private func read(upTo nanoseconds: UInt64) {
        recorded.readTranslations()
        capture.read(upTo: MonotonicTime(nanoseconds: nanoseconds)) { record in
            gaps.note(record)
            lookAtNames(record)
            recorder.take(record)
        }
        recorder.endBatch()
    }

    /// What a record mentions and the file has not told of: the cgroups of processes that came from elsewhere.
    private func lookAtNames(_ record: UnsafeRawBufferPointer) {
        guard KernelRecord.names(record) else { return }
        switch EventDecoder.decode(record, into: &event) {
        case .cgroup(let cgroup):
            names.directory.observe(cgroup)
            if cgroup.kind == .made { told.insert(cgroup.cgroup) }
        case .process(let process): tell(process.owner, at: process.time)
        case .connection:
            tell(event.owner, at: event.time)
            recorded.meet(event, recorder)
            if owners.count >= Self.mostOwners { owners.removeAll() }
            owners[event.owner.process] = event.owner
        case .call, .malformed: break
        }
    }

    /// All until now is in the file.
    private func tick() throws {
        lastTick = Clock.now()
        do throws(CaptureError) { try capture.snapshot() } catch { throw Failure(error) }
        let now = Clock.now()
        capture.wait(milliseconds: Int(Self.holdBack / 1_000_000))
        read(upTo: now.nanoseconds)
        settle(at: now)
        progress.tell(recorder.counts.events, savedBefore + file.size, lost, at: now)
    }

    private func settle(at time: MonotonicTime) {
        let counters = capture.counters
        if counters.lost > lost {
            recorder.tellLost(
                counters.lost - lost,
                "ring full \(counters.lostRingFull), no memory \(counters.lostStorageFull), descriptor gone \(counters.lostDescriptors) so far")
            lost = counters.lost
        }
        for gap in gaps.take(at: time) { recorder.gap(gap) }
        recorder.settle(at: time, counters)
        put()
        flush()
    }

    /// The last words: everything the kernel still holds, so that totals are whole; unless the file is full.
    private func finish() throws {
        capture.detach()
        if !isFull, failure == nil {
            do throws(CaptureError) { try capture.snapshot(reconciling: true) } catch { throw Failure(error) }
            read(upTo: .max)
            let now = Clock.now()
            gaps.end(attempts: capture.attempts, at: now)
            for gap in gaps.take(at: MonotonicTime(nanoseconds: .max)) { recorder.gap(gap) }
            settle(at: now)
        }
        if isFull { settle(at: recorder.lastWritten) }
        close()
        progress.end()
        if files.isPipe, failure?.reason == .system(errno: EPIPE) { return } // the reader has gone: that is its right
        if let failure { throw Failure(failure, saved: savedBefore + file.size, in: command.file) }
        if !command.quiet { Console.say("weir: \(summary)") }
    }

    private var summary: String {
        let counts = recorder.counts
        var parts = ["\(counts.events) events", progress.size(savedBefore + file.size), "\(lost) lost"]
        if files.count > 1 { parts.append("\(files.count) files begun") }
        if counts.malformed > 0 { parts.append("\(counts.malformed) malformed") }
        return parts.joined(separator: ", ")
    }
}
