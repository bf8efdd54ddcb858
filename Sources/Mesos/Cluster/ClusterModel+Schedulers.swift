public import Workloads

extension ClusterModel {
    /// All apps and pods of the Marathon at `url`. `info` names the framework that it is; where it does not, its tasks do.
    public mutating func take(marathon info: MarathonInfo, apps: [MarathonApp], of url: String, at time: Double) -> [NameUpdate] {
        let before = schedulers.marathons[url]
        var now = SchedulerWords.Marathon(frameworkID: info.frameworkID ?? framework(of: apps), name: info.name)
        for app in apps {
            now.apps.insert(app.id)
            for task in app.tasks {
                now.tasks[task.id] = SchedulerWords.MarathonWord(
                    app: Workload.App(id: app.id, kind: .marathon), labels: app.labels, task: task)
            }
        }
        schedulers.marathons[url] = now
        touch(from: before, to: now)
        return finish(at: time)
    }

    public mutating func take(event: MarathonEvent, of url: String, at time: Double) -> [NameUpdate] {
        guard case .task(var task, let appID, let state) = event, let marathon = schedulers.marathons[url],
            let framework = marathon.frameworkID
        else { return [] }
        task.state = state
        let known = marathon.tasks[task.id]
        // an event has the ports without what the app says of them
        if let known, Set(known.task.ports.compactMap(\.host)) == Set(task.ports.compactMap(\.host)) { task.ports = known.task.ports }
        let labels = known?.labels ?? marathon.tasks.values.first { $0.app.id == appID }?.labels ?? [:]
        schedulers.marathons[url]?.apps.insert(appID)
        schedulers.marathons[url]?.tasks[task.id] = SchedulerWords.MarathonWord(
            app: Workload.App(id: appID, kind: .marathon), labels: labels, task: task)
        touch(marathonTask: task.id, framework)
        return finish(at: time)
    }

    public mutating func take(chronos jobs: [ChronosJob], of url: String, at time: Double) -> [NameUpdate] {
        let names = Set(jobs.map(\.name))
        if schedulers.chronos.updateValue(names, forKey: url) != names { touch { $1.shape?.kind == .chronos } }
        return finish(at: time)
    }

    /// Jobs, with the tasks of their runs.
    public mutating func take(metronome apps: [MarathonApp], of url: String, at time: Double) -> [NameUpdate] {
        var now = SchedulerWords.Metronome(jobs: Set(apps.map(\.id)))
        for app in apps {
            for task in app.tasks { now.tasks[task.id] = app.id }
        }
        let before = schedulers.metronomes.updateValue(now, forKey: url)
        if before?.jobs != now.jobs || before?.tasks != now.tasks {
            touch { $1.shape?.kind == .metronome || now.tasks[$0.id] != nil }
        }
        return finish(at: time)
    }

    private mutating func touch(where isAffected: (ClusterEntry.Key, ClusterEntry) -> Bool) {
        for (key, entry) in entries where entry.endedAt == nil && isAffected(key, entry) { changes.touchLater(key) }
    }

    /// The tasks of which this Marathon says something else than before.
    private mutating func touch(from before: SchedulerWords.Marathon?, to now: SchedulerWords.Marathon) {
        guard let framework = now.frameworkID else { return }
        let isSame = before?.frameworkID == framework
        for (id, word) in now.tasks {
            let old = isSame ? before?.tasks[id] : nil
            if old?.app != word.app || old?.task != word.task || old?.labels != word.labels { touch(marathonTask: id, framework) }
        }
        for id in before?.tasks.keys ?? [:].keys where now.tasks[id] == nil { touch(marathonTask: id, framework) }
        if !isSame || before?.apps != now.apps || before?.name != now.name {
            touch { key, _ in key.frameworkID == framework }
        }
    }

    /// Where no master was heard, the task is known from here only.
    private mutating func touch(marathonTask id: String, _ framework: String) {
        let key = ClusterEntry.Key(frameworkID: framework, id: id)
        if entries[key] == nil {
            guard master == nil, let word = schedulers.marathonTask(key), !word.task.state.isTerminal else { return }
            _ = place(of: key)
        }
        changes.touchLater(key)
    }

    /// The only framework that has these tasks.
    private func framework(of apps: [MarathonApp]) -> String? {
        let ids = Set(apps.flatMap(\.tasks).map(\.id))
        guard !ids.isEmpty else { return nil }
        let found = Set(entries.keys.lazy.filter { $0.kind == .task && ids.contains($0.id) }.map(\.frameworkID))
        return found.count == 1 ? found.first : nil
    }
}
