import Events
import Workloads

/// The names of those elsewhere with whom watched processes speak: of each what names it and nothing more, so that a replay shows it.
final class RecordedFarEnds {
    private struct Place: Hashable {
        var address: IPAddress
        var port: UInt16
        var transport: ConnectionEvent.Transport
    }

    /// Met; what has been told of it.
    private var places: [Place: NameUpdate?] = [:]
    private var unnamed: Set<Place> = []

    private static let most = 16_384

    /// The other end of a connection. Returns whether it is new.
    func meet(_ event: ConnectionEvent) -> Bool {
        guard event.transport != .unix, !event.remote.address.isUnspecified, !event.remote.address.isLoopback else { return false }
        let place = Place(
            address: event.remote.address, port: event.role == .server ? 0 : event.remote.port, transport: event.transport)
        guard places.count < Self.most, places[place] == nil else { return false }
        places[place] = .some(nil)
        unnamed.insert(place)
        return true
    }

    /// For the beginning of a file.
    var known: [NameUpdate] { places.values.compactMap(\.self).sorted { $0.captured < $1.captured } }

    /// Of those met and not named, who has a name by now.
    func news(_ directory: WorkloadDirectory) -> [NameUpdate] {
        var news: [NameUpdate] = []
        for place in unnamed {
            guard let update = directory.farEndUpdate(place.address, port: place.port, place.transport) else { continue }
            unnamed.remove(place)
            places[place] = update
            news.append(update)
        }
        return news.sorted { $0.captured < $1.captured }
    }
}
