/// Asks an agent of this host what it runs: now and then, and at once when weir sees a container that nobody knows.
struct AgentFollowing: Sendable {
    let following: Following
    let id: Site.ID

    /// Until the task is cancelled.
    func run() async {
        var backoff = Backoff(following.intervals)
        var good: ClusterURL?
        var heard = following.unknown.bell.rings
        while !Task.isCancelled, let site = following.sites.site(id) {
            guard let answer = await following.first(of: site, good: good, { url async throws(ClusterError) in
                try await ask(url, site.endpoint(url))
            }) else {
                await following.rest(&backoff)
                continue
            }
            good = answer.url
            backoff.reset()
            heard = await rest(heard, after: answer.value)
        }
    }

    /// Until the next answer is due; never more than five times a second.
    private func rest(_ heard: UInt64, after took: Duration) async -> UInt64 {
        let intervals = following.intervals
        let usual = following.pause(intervals.poll, after: took)
        let shortest = max(intervals.betweenRefreshes, took)
        let again = following.unknown.pause(shortest: shortest) ?? usual
        let start = ContinuousClock.now
        _ = await following.unknown.bell.wait(heard: heard, atMost: min(usual, again))
        let passed = ContinuousClock.now - start
        if passed < shortest { await following.rest(shortest - passed) }
        return following.unknown.bell.rings
    }

    /// The time of a good answer.
    private func ask(_ base: ClusterURL, _ endpoint: StatusBoard.Endpoint) async throws(ClusterError) -> Duration {
        let asked = following.unknown.ids
        let state = try await following.ask(Self.states, at: base, .mesos)
        let containers = try await containers(base)
        await following.desk.take { model, now in model.take(agent: state.value, containers: containers?.value.entries, at: now) }
        following.board.answered(endpoint, by: state.url)
        following.unknown.answered(asked, unknown: await following.desk.unknown(of: asked))
        if let name = state.value.masterHostname { following.sites.hear(ofMaster: name, like: base) }
        return state.took + (containers?.took ?? .zero)
    }

    /// Nested ones too, where the agent tells of them; nil where it tells of none.
    private func containers(_ base: ClusterURL) async throws(ClusterError) -> Reading<Listing<AgentContainer>>? {
        do throws(ClusterError) {
            return try await following.ask(Self.containers, at: base, .mesos)
        } catch where error.isMissing || error.isForbidden {
            return nil
        }
    }
}

extension AgentFollowing {
    private static let states = [
        Route("/state", AgentState.init(state:)),
        Route("/state.json", AgentState.init(state:)),
        Route("/slave(1)/state", AgentState.init(state:)),
    ]

    private static let containers = [
        Route(
            "/api/v1", json: #"{"type":"GET_CONTAINERS","get_containers":{"show_nested":true,"show_standalone":true}}"#,
            AgentContainer.list(containers:)),
        Route("/containers", AgentContainer.list(containers:)),
    ]
}
