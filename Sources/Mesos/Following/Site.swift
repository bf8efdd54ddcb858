/// Someone to follow: one API, or several addresses of which one should be it.
struct Site: Hashable, Sendable {
    /// Stays when its addresses change.
    struct ID: Hashable, Sendable {
        var kind: EndpointStatus.Kind
        /// The framework, or the address that was configured.
        var key: String
    }

    var id: ID
    /// The likeliest first.
    var urls: [ClusterURL]
    var origin: EndpointStatus.Origin
    /// What the scheduler there must say that it is.
    var frameworkID: String?

    init(_ kind: EndpointStatus.Kind, _ url: ClusterURL, origin: EndpointStatus.Origin = .configured) {
        self.init(kind, key: "\(url)", urls: [url], origin: origin)
    }

    init(
        _ kind: EndpointStatus.Kind, key: String, urls: [ClusterURL], origin: EndpointStatus.Origin = .found, frameworkID: String? = nil
    ) {
        id = ID(kind: kind, key: key)
        self.urls = urls
        self.origin = origin
        self.frameworkID = frameworkID
    }

    func endpoint(_ url: ClusterURL) -> StatusBoard.Endpoint { StatusBoard.Endpoint(site: id, url: url, origin: origin) }

    var realm: Realm { id.kind.realm }
}

extension EndpointStatus.Kind {
    var realm: Realm {
        switch self {
        case .master, .agent: .mesos
        case .marathon, .metronome: .marathon
        case .chronos: .chronos
        case .mesosDNS, .dcosNet: .dcos
        }
    }
}
