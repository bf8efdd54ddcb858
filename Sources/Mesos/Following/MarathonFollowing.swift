/// Follows one Marathon: who it is, its apps and pods now and then, and its events as they come.
struct MarathonFollowing: Sendable {
    let following: Following
    let id: Site.ID

    /// Until the task is cancelled, or nobody names this Marathon any more.
    func run() async {
        var backoff = Backoff(following.intervals)
        var good: ClusterURL?
        while !Task.isCancelled, let site = following.sites.site(id) {
            let start = ContinuousClock.now
            if let (url, info) = await following.first(of: site, good: good, { url async throws(ClusterError) in
                try await confirm(url, site)
            }) {
                good = url
                following.board.answered(site.endpoint(url), by: url)
                await follow(MarathonPlace(site: site, url: url, info: info))
            }
            following.sites.release(id)
            backoff.reset(ifLonger: .now - start)
            await following.rest(&backoff)
        }
        following.sites.release(id)
    }

    /// It says which framework it is: the join to Mesos.
    private func confirm(_ url: ClusterURL, _ site: Site) async throws(ClusterError) -> MarathonInfo {
        let answer = try await following.ask(Self.info, at: url, .marathon)
        guard let framework = answer.value.frameworkID else {
            throw .document(url: "\(answer.url)", .unexpected(document: "Marathon's info", "no frameworkId: has it registered yet?"))
        }
        guard site.frameworkID == nil || site.frameworkID == framework else { throw .stranger(url: "\(url)") }
        return answer.value
    }

    private static let info = Route("/v2/info", MarathonInfo.init(info:))

    /// Asks, and listens, until asking fails.
    private func follow(_ place: MarathonPlace) async {
        // Somebody else, at another address, may be the same: one of them speaks.
        guard place.speaks(following.sites) else {
            await following.rest(following.intervals.schedulers)
            return
        }
        let changed = Bell()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await MarathonPolling(following: following, place: place).run(changed) }
            group.addTask { await MarathonStream(following: following, place: place).run(changed) }
            // The stream may break as it likes; the answers decide.
            await group.next()
            group.cancelAll()
        }
    }
}

/// A Marathon that said who it is.
struct MarathonPlace: Sendable {
    var site: Site
    var url: ClusterURL
    var info: MarathonInfo

    var endpoint: StatusBoard.Endpoint { site.endpoint(url) }

    /// Nobody who is believed more speaks for this framework.
    func speaks(_ sites: Sites) -> Bool { sites.claim(info.frameworkID ?? "", for: site) }
}

/// Asks a Marathon for all its apps and pods.
struct MarathonPolling: Sendable {
    let following: Following
    let place: MarathonPlace

    /// Between answers that events ask for.
    private static let shortest = Duration.seconds(1)

    /// Until an answer is bad, nobody names this Marathon any more, somebody else speaks for it, or the task is cancelled.
    func run(_ changed: Bell) async {
        while !Task.isCancelled, let site = following.sites.site(place.site.id), site.urls.contains(place.url),
            place.speaks(following.sites)
        {
            let heard = changed.rings
            do throws(ClusterError) {
                let took = try await ask()
                let usual = following.pause(following.intervals.schedulers, after: took)
                await following.rest(min(following.pause(Self.shortest, after: took), usual))
                _ = await changed.wait(heard: heard, atMost: usual)
            } catch {
                if !Task.isCancelled { following.board.failed(place.endpoint, error) }
                return
            }
        }
    }

    private func ask() async throws(ClusterError) -> Duration {
        let apps = try await following.ask(Self.apps, at: place.url, .marathon)
        let pods = try await pods()
        let all = apps.value.entries + pods.value.entries
        let (info, source) = (place.info, "\(place.url)")
        await following.desk.take { model, now in model.take(marathon: info, apps: all, of: source, at: now) }
        following.board.answered(place.endpoint, by: apps.url)
        return apps.took + pods.took
    }

    /// Marathon has them since 1.4.
    private func pods() async throws(ClusterError) -> Reading<Listing<MarathonApp>> {
        do throws(ClusterError) {
            return try await following.ask(Self.pods, at: place.url, .marathon)
        } catch where error.isMissing {
            return Reading(value: Listing(), url: place.url, took: .zero)
        }
    }

    private static let apps = Route("/v2/apps?embed=apps.tasks", MarathonApp.list(apps:))
    private static let pods = Route("/v2/pods/::status", MarathonApp.list(pods:))
}
