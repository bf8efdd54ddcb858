import Synchronization

/// Who gets credentials: the addresses of the configuration, and the leaders that they name. Nobody else, however he was found: any
/// process may call itself a master, and any framework may say where its scheduler is.
final class Trust: Sendable {
    enum Access: Equatable {
        /// Nothing to give.
        case none
        case give(Credentials)
        /// There are some, and not for this address.
        case withheld
    }

    private struct Entry: Hashable {
        var realm: Realm
        var origin: ClusterURL.Origin
    }

    private let credentials: ClusterCredentials
    private let router: ClusterURL.Origin?
    /// With the scheme they were named with: what is known by https gets nothing by http.
    private let known: Mutex<[Entry: ClusterURL.Scheme]>

    init(_ configuration: ClusterConfiguration) {
        credentials = configuration.credentials
        router = configuration.dcos.flatMap { try? ClusterURL($0).origin }
        var entries: [Entry: ClusterURL.Scheme] = [:]
        for (realm, urls) in configuration.addresses {
            for url in urls { entries[Entry(realm: realm, origin: url.origin)] = url.scheme }
        }
        known = Mutex(entries)
    }

    /// The Admin Router has credentials of its own, whatever is behind it.
    func realm(of url: ClusterURL, else realm: Realm) -> Realm { url.origin == router ? .dcos : realm }

    func access(_ realm: Realm, to url: ClusterURL) -> Access {
        let credentials = credentials[realm]
        if credentials == .none { return .none }
        switch (known.withLock { $0[Entry(realm: realm, origin: url.origin)] }, url.scheme) {
        case (nil, _), (.https, .http): return .withheld
        case (.http, _), (.https, .https): return .give(credentials)
        }
    }

    /// `master` says that `leader` leads: whoever believes the one believes the other.
    func believe(_ master: ClusterURL, thatLeaderIs leader: ClusterURL) {
        known.withLock { known in
            let entry = Entry(realm: .mesos, origin: leader.origin)
            guard let scheme = known[Entry(realm: .mesos, origin: master.origin)], known[entry] == nil else { return }
            guard known.count < Self.mostKnown else { return }
            known[entry] = scheme
        }
    }

    private static let mostKnown = 256
}
