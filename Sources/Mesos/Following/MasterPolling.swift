/// Asks a master for its whole state, now and then; of those that do not lead, it asks the one that they name.
struct MasterPolling: Sendable {
    let following: Following
    let endpoint: StatusBoard.Endpoint

    /// Ends with an error only.
    func follow() async throws(ClusterError) {
        var base = endpoint.url
        var detours = 0
        while !Task.isCancelled {
            let answer = try await following.ask(Self.routes, at: base, .mesos)
            guard answer.value.isLeader else {
                detours += 1
                guard detours <= ClusterClient.mostRedirects else { throw .redirectLoop(url: "\(endpoint.url)") }
                base = try leader(in: answer)
                continue
            }
            detours = 0
            _ = try? leader(in: answer)
            await take(answer)
            await following.rest(following.pause(following.intervals.poll, after: answer.took))
        }
    }

    private func take(_ answer: Reading<MasterState>) async {
        await following.desk.take { model, now in model.take(master: answer.value, at: now) }
        following.board.answered(endpoint, by: answer.url)
        following.sites.leads(by: endpoint.site)
    }

    /// `master@10.0.0.1:5050`.
    private func leader(in answer: Reading<MasterState>) throws(ClusterError) -> ClusterURL {
        guard let text = answer.value.leader, let at = text.lastIndex(of: "@"),
            let (host, port) = ClusterURL.authority(text[text.index(after: at)...]), let port
        else { throw .noLeader(url: "\(answer.url)") }
        let leader = ClusterURL(scheme: answer.url.scheme, host: host, port: port)
        following.client.trust.believe(answer.url, thatLeaderIs: leader)
        following.sites.add(leader: leader)
        return leader
    }

    /// The second up to Mesos 1.7, and the only one up to 0.24.
    private static let routes = [Route("/state", MasterState.init(state:)), Route("/state.json", MasterState.init(state:))]
}
