import Mesos

extension EndpointStatus {
    /// A line of `weir check` and `weir names`; nil for one that was only guessed and is not there.
    var finding: Finding? {
        let place = url + (answeredBy.map { ", answered by \($0)" } ?? "") + (origin == .configured ? "" : " (\(origin.rawValue))")
        switch state {
        case .neverAsked: return Finding(name: kind.title, state: .degraded, meaning: "\(place): not asked yet", remedy: "wait longer")
        case .ok: return Finding(name: kind.title, state: .ok, meaning: place)
        case .failing where origin == .guessed: return nil
        case .failing(let why):
            let remedy = "names that only it knows are missing; --no-discovery asks nobody that is not named"
            return Finding(name: kind.title, state: .degraded, meaning: "\(place): \(why)", remedy: remedy)
        }
    }
}

extension EndpointStatus.Kind {
    var title: String {
        switch self {
        case .master: "Mesos master"
        case .agent: "Mesos agent"
        case .marathon: "Marathon"
        case .chronos: "Chronos"
        case .metronome: "Metronome"
        case .mesosDNS: "mesos-dns"
        case .dcosNet: "dcos-net"
        }
    }
}
