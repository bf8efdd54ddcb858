/// What weir shows to an API that wants to know who asks.
public enum Credentials: Hashable, Sendable {
    case none
    case basic(user: String, password: Secret)
    /// `Authorization: token=…`, as DC/OS has it.
    case token(Secret)
    case bearer(Secret)
    /// A token of DC/OS that weir fetches itself, and renews.
    case dcos(DCOSLogin)
}

/// How weir logs in to DC/OS.
public struct DCOSLogin: Hashable, Sendable {
    public enum Method: Hashable, Sendable {
        case password(user: String, Secret)
        case service(ServiceAccount)
    }

    public var method: Method
    /// `https://dcos.example`: tokens are fetched from `/acs/api/v1/auth/login` below it. nil: from where the account's file says.
    public var base: String?

    public init(_ method: Method, base: String? = nil) {
        self.method = method
        self.base = base
    }
}

/// Which credentials belong to whom.
public struct ClusterCredentials: Hashable, Sendable {
    /// Masters and agents of Mesos.
    public var mesos = Credentials.none
    /// Marathon and Metronome.
    public var marathon = Credentials.none
    public var chronos = Credentials.none
    /// Whatever is behind the Admin Router, mesos-dns and dcos-net.
    public var dcos = Credentials.none

    public init() {}

    subscript(_ realm: Realm) -> Credentials {
        switch realm {
        case .mesos: mesos
        case .marathon: marathon
        case .chronos: chronos
        case .dcos: dcos
        }
    }
}

/// Those who share credentials.
enum Realm: String, CaseIterable {
    case mesos, marathon, chronos, dcos

    /// Where in the configuration the credentials are.
    var credentialsKey: String { "\(rawValue).credentials" }

    /// Where in the configuration the addresses are.
    var addressesKey: String {
        switch self {
        case .mesos: "mesos.masters or mesos.agent"
        case .marathon: "marathon.urls or metronome.urls"
        case .chronos: "chronos.urls"
        case .dcos: "dcos.url"
        }
    }
}
