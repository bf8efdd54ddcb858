import Workloads

/// Follows an API that can only be asked: Chronos, Metronome, tables of names.
struct PolledFollowing: Sendable {
    /// What the model learns from an answer.
    typealias Lesson = @Sendable (inout ClusterModel, Double) -> [NameUpdate]

    let following: Following
    let id: Site.ID

    /// Until the task is cancelled, or nobody names it any more.
    func run() async {
        var backoff = Backoff(following.intervals)
        var good: ClusterURL?
        while !Task.isCancelled, let site = following.sites.site(id) {
            guard let (url, lesson) = await following.first(of: site, good: good, { url async throws(ClusterError) in
                try await ask(url)
            }) else {
                await following.rest(&backoff)
                continue
            }
            good = url
            backoff.reset()
            await following.desk.take(lesson.value)
            following.board.answered(site.endpoint(url), by: lesson.url)
            await following.rest(following.pause(following.intervals.names, after: lesson.took))
        }
    }

    private func ask(_ url: ClusterURL) async throws(ClusterError) -> Reading<Lesson> {
        switch id.kind {
        case .chronos: try await following.ask(Self.chronos(url), at: url, .chronos)
        case .metronome: try await following.ask([Self.metronome(url)], at: url, .marathon)
        case .mesosDNS: try await following.ask([Self.enumerate(url)], at: url, .dcos)
        case .dcosNet: try await dcosNet(url)
        case .master, .agent, .marathon: preconditionFailure("has a following of its own")
        }
    }

    /// Services and names, one lesson.
    private func dcosNet(_ url: ClusterURL) async throws(ClusterError) -> Reading<Lesson> {
        let services = try await following.ask(Self.services(url), at: url, .dcos)
        let names = try await following.ask(Self.records(url), at: url, .dcos)
        let both: Lesson = { model, now in services.value(&model, now) + names.value(&model, now) }
        return Reading(value: both, url: services.url, took: services.took + names.took)
    }
}

extension PolledFollowing {
    /// Chronos 3, then 2.
    private static func chronos(_ url: ClusterURL) -> [Route<Lesson>] {
        ["/v1/scheduler/jobs", "/scheduler/jobs"].map { path in
            Route(path) { bytes throws(DocumentError) in
                let jobs = try ChronosJob.list(jobs: bytes).entries
                return { model, now in model.take(chronos: jobs, of: "\(url)", at: now) }
            }
        }
    }

    private static func metronome(_ url: ClusterURL) -> Route<Lesson> {
        Route("/v1/jobs?embed=activeRuns") { bytes throws(DocumentError) in
            let jobs = try MarathonApp.list(metronomeJobs: bytes).entries
            return { model, now in model.take(metronome: jobs, of: "\(url)", at: now) }
        }
    }

    private static func enumerate(_ url: ClusterURL) -> Route<Lesson> {
        Route("/v1/enumerate") { bytes throws(DocumentError) in
            let names = try NameRecord.list(enumerate: bytes).entries
            return { model, now in model.take(names: names, of: "\(url)", at: now) }
        }
    }

    private static func services(_ url: ClusterURL) -> Route<Lesson> {
        Route("/v1/vips") { bytes throws(DocumentError) in
            let services = try Service.list(vips: bytes).entries
            return { model, now in model.take(services: services, of: "\(url)", at: now) }
        }
    }

    private static func records(_ url: ClusterURL) -> Route<Lesson> {
        Route("/v1/records") { bytes throws(DocumentError) in
            let names = try NameRecord.list(records: bytes).entries
            return { model, now in model.take(names: names, of: "\(url)", at: now) }
        }
    }
}
