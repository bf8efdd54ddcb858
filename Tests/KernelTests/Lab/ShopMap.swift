/// What a map of the shop must be: these nodes and these edges, and no others.
struct ShopMap {
    private let clients, probe, proxy, web, teller, cache: End

    private struct End {
        var process, container, host: String
        var app: String?

        func id(at level: String) -> String {
            switch level {
            case "host": host
            case "container": container
            case "app": app ?? process
            default: process
            }
        }
    }

    init(_ shop: Shop) {
        func end(_ host: String, _ container: String, _ program: String, _ app: String? = nil) -> End {
            End(
                process: "process:\(host)/\(container)/\(program)", container: "container:\(container)", host: "host:\(host)",
                app: app.map { "app:marathon\($0)" })
        }
        clients = end("node-1", shop.clients.id, "wrk", Shop.clientsApp)
        probe = end("node-1", shop.probe.id, "ab", Shop.probeApp)
        proxy = end("node-2", shop.proxy.id, "haproxy")
        teller = end("node-2", shop.teller.id, "redis-cli")
        web = end("node-3", shop.web.id, "nginx", Shop.webApp)
        cache = end("node-3", shop.cache.id, "redis-server")
    }

    private var all: [End] { [clients, probe, proxy, web, teller, cache] }
    var processes: Set<String> { Set(all.map(\.process)) }
    var containers: Set<String> { Set(all.map(\.container)) }
    var apps: Set<String> { Set(all.compactMap(\.app)) }

    /// As `Topology.pairs` has them.
    func edges(at level: String) -> [String] {
        let pairs = [(clients, proxy, 80), (probe, proxy, 80), (proxy, web, 8080), (teller, cache, 6379)].map { client, server, port in
            "\(client.id(at: level)) > \(server.id(at: level)) tcp \(port)"
        }
        return Set(pairs + ["external:\(ThreeHosts.stranger) > \(web.id(at: level)) tcp 8080"]).sorted()
    }
}
