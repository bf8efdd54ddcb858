/// What flows may be told apart by in metrics. Never a connection, a path of a request or a pid: those have no end.
public enum FlowLabel: String, CaseIterable, Sendable {
    /// The app's id, else the workload's name without a pid, else the address or what DNS calls it. `~` behind it: a hint.
    case client, server
    /// The server's; none of unix sockets.
    case port
    case `protocol`
    case transport
    /// Which ends are on this host: `client`, `server` or `both`. Whoever sums over hosts takes `client|both`, and nothing is there twice.
    case observed
    /// What an end is: its app's kind (`marathon`, `compose`…), else `container`, `process`, `host` or `external`. Whoever makes a map of metrics
    /// knows by it what a name means.
    case clientKind = "client_kind"
    case serverKind = "server_kind"
    case clientHost = "client_host"
    case serverHost = "server_host"
    case clientContainer = "client_container"
    case serverContainer = "server_container"
    case clientTask = "client_task"
    case serverTask = "server_task"
    case clientFramework = "client_framework"
    case serverFramework = "server_framework"
    case clientImage = "client_image"
    case serverImage = "server_image"

    public static let usual: [FlowLabel] = [.client, .server, .clientKind, .serverKind, .port, .protocol, .transport, .observed]

    /// Of one end: what says `other` when there is no place for another label set.
    var isOfAnEnd: Bool {
        switch self {
        case .port, .protocol, .transport, .observed: false
        default: true
        }
    }
}
