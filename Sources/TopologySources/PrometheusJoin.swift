import Events
import Traffic
import Workloads

/// Two halves of one flow, told by two hosts, become one: by names, and where one host knows only an address, by whose that is.
///
/// Between apps there are no single connections in metrics, so that halves are held against each other as sums: times are right on the mean.
struct PrometheusJoin {
    private struct Place: Hashable {
        var address: IPAddress
        var port: UInt16
        var transport: ConnectionEvent.Transport
    }

    private(set) var halves: [PrometheusHalf]
    private let hosts: PrometheusHosts
    private var ends: [Place: PrometheusEnd] = [:]
    /// Places in `halves`.
    private let byHost: [String: [Int]]

    init(_ halves: [PrometheusHalf], _ hosts: PrometheusHosts, endpoints: [PrometheusReply.Sample]) {
        self.halves = halves
        self.hosts = hosts
        byHost = Dictionary(grouping: halves.indices) { halves[$0].host }
        nameEndpoints(endpoints)
        for index in self.halves.indices { resolveServer(index) }
        for index in self.halves.indices { resolveClient(index) }
        join()
    }

    /// Who serves an address: as `weir_endpoint_info` has it, with the kind that the server's own series tell.
    private mutating func nameEndpoints(_ samples: [PrometheusReply.Sample]) {
        var served: [[String]: PrometheusEnd] = [:]
        for half in halves where half.isServerHere { served[[half.host, half.server.isHint ? half.server.name + "~" : half.server.name]] = half.server }
        for sample in samples {
            guard let address = IPAddress(text: sample["address"]), let port = UInt16(sample["port"]),
                let end = served[[hosts.name(sample), sample["server"]]]
            else { continue }
            ends[Place(address: address, port: port, transport: sample["transport"] == "udp" ? .udp : .tcp)] = end
        }
    }

    private mutating func resolveServer(_ index: Int) {
        let half = halves[index]
        guard !half.isServerHere else { return }
        // A cluster said whose address it is, and no more.
        if half.server.level == .host, let end = only(on: half.server.name, half.edge.key.port, half.edge.key.transport) {
            halves[index].server(is: end)
        }
        guard let address = half.server.address else { return }
        let place = Place(address: address, port: half.edge.key.port, transport: half.edge.key.transport)
        if let end = ends[place] ?? only(at: place) { halves[index].server(is: end) }
    }

    /// Whoever asks this server from there, or at least the host.
    private mutating func resolveClient(_ index: Int) {
        let half = halves[index]
        guard !half.isClientHere, let address = half.client.address, let host = hosts.host(at: address), host != half.host else { return }
        let asking = here(host).filter { $0.isClientHere && $0.edge.key.server == half.edge.key.server }
        let isOne = Set(asking.map(\.client)).count == 1
        halves[index].client(is: isOne ? asking[0].client : PrometheusEnd(host, kind: "host", host: nil))
    }

    /// The one server behind a port of the host that has this address.
    private func only(at place: Place) -> PrometheusEnd? {
        hosts.host(at: place.address).flatMap { only(on: $0, place.port, place.transport) }
    }

    private func only(on host: String, _ port: UInt16, _ transport: ConnectionEvent.Transport) -> PrometheusEnd? {
        let found = here(host).filter { $0.isServerHere && $0.edge.key.port == port && $0.edge.key.transport == transport }
        return Set(found.map(\.server)).count == 1 ? found[0].server : nil
    }

    private func here(_ host: String) -> [PrometheusHalf] { (byHost[host] ?? []).map { halves[$0] } }

    private mutating func join() {
        var clients: [TopologyEdge.Key: [Int]] = [:]
        for (index, half) in halves.enumerated() where half.isClientHere && !half.isServerHere { clients[half.edge.key, default: []].append(index) }
        var taken: Set<Int> = []
        for (index, half) in halves.enumerated() where half.isServerHere && !half.isClientHere {
            guard let found = matches(half, clients), let first = found.first else { continue }
            taken.insert(index)
            var all = SparseHistogram()
            for client in found { all.merge(halves[client].edge.times.request) }
            if Set(found.map { halves[$0].edge.key }).count == 1 {
                halves[first].edge.take(half.edge, mean: all.mean, count: all.count)
            } else {
                for client in found { halves[client].edge.takeMeans(half.edge, mean: all.mean) }
            }
            for client in found { halves[client].edge.observed = .both }
        }
        halves = halves.indices.filter { !taken.contains($0) }.map { halves[$0] }
    }

    /// Of one client's app, on one or several hosts; where only the host is known, whoever asks from there.
    private func matches(_ server: PrometheusHalf, _ clients: [TopologyEdge.Key: [Int]]) -> [Int]? {
        if let found = clients[server.edge.key] { return found }
        guard server.client.level == .host else { return nil }
        let key = server.edge.key
        let found = (byHost[server.client.name] ?? []).filter { index in
            let half = halves[index]
            return half.isClientHere && !half.isServerHere && half.edge.key.server == key.server
                && half.edge.key.port == key.port && half.edge.key.transport == key.transport
        }
        return found.isEmpty ? nil : found
    }
}

extension PrometheusHalf {
    fileprivate mutating func server(is end: PrometheusEnd) {
        server = end
        edge.key.server = end.id
    }

    fileprivate mutating func client(is end: PrometheusEnd) {
        client = end
        edge.key.client = end.id
    }
}

extension TopologyEdge {
    /// The server's half of the same requests, of which all clients together had so many and waited so long on the mean.
    fileprivate mutating func take(_ server: TopologyEdge, mean: UInt64?, count: UInt64) {
        let own = server.times.server.isEmpty ? server.times.request : server.times.server
        times.server.merge(own)
        times.queue.merge(server.times.queue)
        counters.retransmits &+= server.counters.retransmits
        network(of: server, mean, count)
    }

    /// Of several who share the server's half, each has the mean of all.
    fileprivate mutating func takeMeans(_ server: TopologyEdge, mean: UInt64?) { network(of: server, mean, times.request.count) }

    private mutating func network(of server: TopologyEdge, _ mean: UInt64?, _ count: UInt64) {
        let own = server.times.server.isEmpty ? server.times.request : server.times.server
        guard let mean, let inside = own.mean else { return }
        let (rest, isNegative) = mean.subtractingReportingOverflow(inside.addingReportingOverflow(server.times.queue.mean ?? 0).partialValue)
        let (time, isTooMuch) = (isNegative ? 0 : rest).multipliedReportingOverflow(by: count)
        if !isTooMuch { times.network = Network(requests: count, time: time) }
    }
}
