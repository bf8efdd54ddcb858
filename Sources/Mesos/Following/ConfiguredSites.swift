/// What the configuration names, and what of it cannot be used.
struct ConfiguredSites {
    private(set) var sites: [Site] = []
    private(set) var masters: [Site] = []
    private(set) var errors: [EndpointStatus] = []

    init(_ configuration: ClusterConfiguration) {
        masters = urls(.master, configuration.masters, 5050).map { Site(.master, $0) }
        add(.agent, configuration.agent.map { [$0] } ?? [], 5051)
        add(.marathon, configuration.marathons, 8080)
        add(.chronos, configuration.chronos, 4400)
        add(.metronome, configuration.metronome, 9000)
        add(.mesosDNS, configuration.mesosDNS, 8123)
        add(.dcosNet, configuration.dcosNet, 62080)
        if let router = urls(.master, configuration.dcos.map { [$0] } ?? [], 443).first { addServices(behind: router) }
    }

    /// Under the Admin Router of DC/OS.
    private mutating func addServices(behind router: ClusterURL) {
        masters.append(Site(.master, router.appending("/mesos")))
        sites.append(Site(.marathon, router.appending("/service/marathon")))
        sites.append(Site(.metronome, router.appending("/service/metronome"), origin: .guessed))
        sites.append(Site(.mesosDNS, router.appending("/mesos_dns"), origin: .guessed))
    }

    private mutating func add(_ kind: EndpointStatus.Kind, _ texts: [String], _ port: UInt16) {
        for url in urls(kind, texts, port) { sites.append(Site(kind, url)) }
    }

    private mutating func urls(_ kind: EndpointStatus.Kind, _ texts: [String], _ port: UInt16) -> [ClusterURL] {
        var urls: [ClusterURL] = []
        for text in texts {
            do throws(ClusterError) {
                urls.append(try ClusterURL(text, defaultPort: port))
            } catch {
                errors.append(EndpointStatus(kind: kind, url: "", origin: .configured, state: .failing("\(error)")))
            }
        }
        return urls
    }
}
