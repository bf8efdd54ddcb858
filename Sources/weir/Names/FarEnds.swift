import Conntrack
import Events
import Export
import Traffic
import Workloads

extension WorkloadDirectory {
    /// For printing what happened until `now`.
    func farEnd(at now: MonotonicTime) -> (FarAddress) -> Workload? {
        { [self] in farEnd($0.address, port: $0.port, $0.transport, asker: $0.asker, at: now) }
    }
}

/// Whom translated addresses of this host truly mean. The pipeline's thread makes it, reads it and asks it.
final class Translations: AddressTranslating {
    private let listener: ConntrackListener

    init() throws(ConntrackAbsence) { listener = try ConntrackListener() }

    /// Times that the kernel told faster than was read, and connections that made room for others.
    var lost: (overruns: UInt64, evicted: UInt64) { (listener.counters.overruns, listener.table.evicted) }

    /// Before the records of the same moment are read.
    func read(at now: MonotonicTime) { listener.read(at: now) }

    func destination(client: Endpoint, dialled: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        listener.table.destination(client: client, dialled: dialled, transport: transport)
    }

    func origin(server: Endpoint, client: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        listener.table.origin(server: server, client: client, transport: transport)
    }
}
