extension Sites {
    /// Those to try in turn: the one that led to a leader before is first.
    var masters: [Site] {
        state.withLock { state in
            state.masters.filter { $0.id == state.way } + state.masters.filter { $0.id != state.way }
        }
    }

    /// Who is asked when those who are known are gone: a leader that one of them named.
    func add(leader url: ClusterURL) { add(Site(.master, url, origin: .found)) }

    /// One that nobody configured, where nobody is configured.
    func find(_ master: Site) {
        if !isConfigured(.master) { add(master) }
    }

    /// An agent names its master; where nobody else is known, that one is asked.
    func hear(ofMaster name: String, like agent: ClusterURL) {
        guard discovers, masters.isEmpty, let (host, _) = ClusterURL.authority(name[...]) else { return }
        find(Site(.master, ClusterURL(scheme: agent.scheme, host: host, port: 5050), origin: .found))
    }

    func leads(by way: Site.ID) { state.withLock { $0.way = way } }

    private func add(_ master: Site) {
        let isNew = state.withLock { state in
            let isKnown = state.masters.contains { $0.id == master.id || $0.urls.contains(master.urls[0]) }
            guard !isKnown, state.masters.count < Self.mostMasters else { return false }
            state.masters.append(master)
            return true
        }
        if isNew { bell.ring() }
    }
}

extension Sites {
    /// True when this site may speak for the framework: nobody else does, or only one that is believed less.
    func claim(_ frameworkID: String, for site: Site) -> Bool {
        state.withLock { state in
            if let speaker = state.speakers[frameworkID], speaker.id != site.id, speaker.origin.trust >= site.origin.trust { return false }
            state.speakers[frameworkID] = site
            return true
        }
    }

    func release(_ id: Site.ID) {
        state.withLock { state in state.speakers = state.speakers.filter { $0.value.id != id } }
    }
}

extension EndpointStatus.Origin {
    fileprivate var trust: Int {
        switch self {
        case .configured: 2
        case .found: 1
        case .guessed: 0
        }
    }
}
