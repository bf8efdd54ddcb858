/// Follows whoever leads the masters: by its stream of events where it has one, else by asking now and then. Names survive a leader
/// that dies: the model keeps them, and the next one says what has changed.
struct MasterFollowing: Sendable {
    let following: Following

    /// Until the task is cancelled.
    func run() async {
        var backoff = Backoff(following.intervals)
        while !Task.isCancelled {
            let heard = following.sites.bell.rings
            let masters = following.sites.masters
            if masters.isEmpty {
                _ = await following.sites.bell.wait(heard: heard, atMost: .seconds(3600))
                continue
            }
            for site in masters where !Task.isCancelled {
                let start = ContinuousClock.now
                await follow(site)
                backoff.reset(ifLonger: .now - start)
            }
            await following.rest(&backoff)
        }
    }

    /// As long as it goes well. Of several addresses that are all wrong, the likeliest one's error counts.
    private func follow(_ site: Site) async {
        var failure: (StatusBoard.Endpoint, ClusterError)?
        for url in site.urls {
            let endpoint = site.endpoint(url)
            do throws(ClusterError) {
                try await follow(endpoint)
            } catch {
                if Task.isCancelled { return }
                if following.board.isWell(endpoint) { return following.board.failed(endpoint, error) }
                failure = failure ?? (endpoint, error)
            }
        }
        if let (endpoint, error) = failure { following.board.failed(endpoint, error) }
    }

    private func follow(_ endpoint: StatusBoard.Endpoint) async throws(ClusterError) {
        do throws(ClusterError) {
            try await MasterStream(following: following, endpoint: endpoint).follow()
        } catch where error.isMissing || error.isForbidden {
            // Before Mesos 1.0, or it may be asked but not subscribed to.
            try await MasterPolling(following: following, endpoint: endpoint).follow()
        } catch .status(let url, 503) {
            throw .noLeader(url: url)
        }
    }
}
