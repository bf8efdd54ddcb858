import Events
import Recording
import Workloads

/// All names that a capture may tell: containers, tasks, ends elsewhere, and whom translated addresses mean. The thread of the run.
final class RecordedNames {
    let containers = RecordedContainers()
    private let tasks = RecordedTasks()
    private let farEnds = RecordedFarEnds()
    private let translations: Translations?
    private var hasMet = false
    private var mayName = false

    init(followsConntrack: Bool) { translations = followsConntrack ? try? Translations() : nil }

    func observe(_ update: NameUpdate) {
        mayName = true
        if case .container(let container) = update { containers.observe(container) } else { tasks.observe(update) }
    }

    /// Before the records of the same moment are read.
    func readTranslations() { translations?.read(at: Clock.now()) }

    /// Before the record of this event is taken.
    func meet(_ event: ConnectionEvent, _ recorder: CallRecorder) {
        guard event.kind == .open, farEnds.meet(event) || translations != nil else { return }
        hasMet = true
        let far = translations?.far(
            local: event.local, remote: event.remote, isServer: event.role == .server, transport: event.transport)
        if let far { recorder.translated(TranslatedConnection(transport: event.transport, local: event.local, remote: event.remote, far: far)) }
    }

    /// What has come since the last time.
    func tell(_ recorder: CallRecorder, _ names: LocalNames, _ watched: WatchedHost) {
        for update in containers.news(names, watched) { recorder.container(update.json, update: update.update) }
        guard mayName || hasMet else { return }
        if tasks.hasNews || hasMet {
            let news = tasks.news(inside: watchedContainers(names, watched))
            for update in news { recorder.name(update.captured) }
            if !news.isEmpty {
                recorder.mesos(MesosTexts.texts(tasks.present))
                for update in containers.retold(names.directory) { recorder.container(update.json, update: update.update) }
            }
        }
        for update in farEnds.news(names.directory) { recorder.name(update.captured) }
        (mayName, hasMet) = (false, false)
    }

    /// For the beginning of a file.
    func begin(_ recorder: CallRecorder, at time: MonotonicTime, records: [[UInt8]]) {
        recorder.begin(
            at: time, containers: containers.known, names: (tasks.known + farEnds.known).map(\.captured), records: records)
        recorder.mesos(MesosTexts.texts(tasks.present))
    }

    private func watchedContainers(_ names: LocalNames, _ watched: WatchedHost) -> Set<String> {
        names.directory.mesosContainers { [containers] cgroup, path in containers.isWatched(cgroup, path, watched) }
    }
}
