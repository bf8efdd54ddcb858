import Events
import Mesos
import Recording
import Traffic
import Workloads

/// The names that captures hold, and whom translated addresses of theirs mean. One thread.
final class CapturedNames: AddressTranslating {
    /// What processes said of themselves.
    private(set) var hints: [ProcessID: EnvironmentHints] = [:]
    private var cluster = CapturedCluster()
    private var hostAddresses: Set<IPAddress> = []
    private var translations: [Seen: Endpoint] = [:]

    private struct Seen: Hashable {
        var transport: ConnectionEvent.Transport
        var local: Endpoint
        var remote: Endpoint
    }

    private static let most = 65_536

    func take(_ name: CapturedName, into directory: WorkloadDirectory) {
        switch name {
        case .container(let json, let isOwn):
            guard let update = isOwn ? ContainerUpdate(captured: json) : ContainerUpdate(sysdig: json) else { return }
            directory.observe(.container(update))
        case .update(let json):
            if let update = NameUpdate(captured: json) { directory.observe(update) }
        case .mesos(let json):
            for update in cluster.take(json) { directory.observe(update) }
        case .environment(let bytes, let process):
            let found = EnvironmentHints(environment: bytes)
            guard !found.isEmpty, hints.count < Self.most || hints[process] != nil else { return }
            hints[process] = found
        case .hostAddress(let address):
            hostAddresses.insert(address)
            directory.setLocal(hostAddresses, at: MonotonicTime(nanoseconds: 0))
        case .translated(let connection):
            if translations.count >= Self.most { translations.removeAll() } // older ones have found their flows
            translations[Seen(transport: connection.transport, local: connection.local, remote: connection.remote)] = connection.far
        }
    }

    func destination(client: Endpoint, dialled: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        translations[Seen(transport: transport, local: client, remote: dialled)]
    }

    func origin(server: Endpoint, client: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        translations[Seen(transport: transport, local: server, remote: client)]
    }
}
