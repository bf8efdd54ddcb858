import Foundation

/// A shop on three hosts. wrk on node-1 and ab beside it, each in a container of Mesos behind its host's one address, ask haproxy on
/// node-2, in one of Docker, which asks nginx on node-3, in one of Mesos. redis-cli on node-2, in one of Docker, asks redis on node-3, in
/// another, by the port that node-3 publishes. A stranger asks nginx. A weir on each host, and a cluster that tells it of the tasks.
final class Shop {
    static let (clientsApp, probeApp, webApp) = ("/shop/clients", "/shop/probe", "/shop/web")
    static let path = "/page"
    /// Of the daemons, on the network.
    static let port = 7117

    let net: ThreeHosts
    let (clients, probe, web): (MesosContainer, MesosContainer, MesosContainer)
    let (proxy, teller, cache): (DockerCgroup, DockerCgroup, DockerCgroup)
    let scratch: Scratch
    private(set) var daemons: [WeirDaemon] = []
    private var servers: [Child] = []
    private var clusters: [Cluster] = []

    /// All of it at work, and nothing counted yet.
    ///
    /// - Parameter credentials: with them each daemon serves to the network too, at its usual pace.
    init(_ credentials: Credentials? = nil) throws {
        net = try ThreeHosts()
        (clients, probe, web) = (try MesosContainer(), try MesosContainer(), try MesosContainer())
        (proxy, teller, cache) = (try DockerCgroup(), try DockerCgroup(), try DockerCgroup())
        scratch = try Scratch()
        try startServers()
        for place in ThreeHosts.nodes { clusters.append(try cluster(at: place)) }
        for (place, cgroups) in [
            (ThreeHosts.Place.node1, [clients.cgroup, probe.cgroup]), (.node2, [proxy.cgroup, teller.cgroup]), (.node3, [web.cgroup, cache.cgroup]),
        ] {
            let net = net
            let open = credentials.map { ["--listen", "\(place.address):\(Self.port)", "--interval", "2s"] + $0.token + $0.tls } ?? []
            daemons.append(try WeirDaemon(watching: cgroups, host: place.host, ["--mesos-master", "127.0.0.1:5050"] + open) {
                try Child(net.at(place, $0))
            })
        }
    }

    /// Its place is taken by another one.
    func startAgain(_ index: Int) throws { daemons[index] = try daemons[index].again() }

    private func startServers() throws {
        servers.append(try web.leaf.start(prompt(.node3, [Lab.tool("nginx"), "-e", "\(scratch.path)/error", "-c", nginx()])))
        servers.append(try proxy.cgroup.start(prompt(.node2, [Lab.tool("haproxy"), "-db", "-f", haproxy()])))
        servers.append(try cache.cgroup.start(prompt(.inside, [
            Lab.tool("redis-server"), "--bind", ThreeHosts.redis, "--port", "6379", "--protected-mode", "no", "--save", "", "--dir", scratch.path,
        ])))
        // The proxy answers the first by itself: a connection to nginx would be older than what is counted.
        for url in ["http://\(ThreeHosts.node2)/alive", "http://\(ThreeHosts.node3):8080\(Self.path)"] {
            try Child.run(net.at(.stranger, [Lab.tool("curl"), "-fsS", "--retry", "50", "--retry-delay", "0", "--retry-max-time", "20",
                "--retry-connrefused", "--max-time", "30", "-o", "/dev/null", url]))
        }
        let ping = try net.at(.node2, [Lab.tool("redis-cli"), "-h", ThreeHosts.node3, "-p", "\(ThreeHosts.published)", "ping"])
        guard try Patience.until(20, { try? Child.run(ping) }, { $0?.contains("PONG") == true }) != nil else { throw LabError("no redis") }
    }

    /// The command, so that it does not wait for a processor: what is measured is the network, not the other work of this machine.
    func prompt(_ place: ThreeHosts.Place, _ command: [String]) throws -> [String] {
        try net.at(place, [Lab.tool("chrt"), "--fifo", "5"] + command)
    }

    /// The same on each host, on its loopback, so that none of it is traffic between them.
    private func cluster(at place: ThreeHosts.Place) throws -> Cluster {
        let net = net
        let cluster = try Cluster("mesos-master", ["marathon"], port: 5050) { try Child(net.at(place, $0), input: $1) }
        try cluster.tell(
            "agent id=\(Self.agent(1)) host=node-1 address=\(ThreeHosts.node1)", "agent id=\(Self.agent(3)) host=node-3 address=\(ThreeHosts.node3)",
            "framework id=\(Cluster.framework) name=marathon url=http://127.0.0.1:\(cluster.ports["marathon"] ?? 0)",
            "marathon framework=\(Cluster.framework)")
        for (app, container, agent) in [(Self.clientsApp, clients, 1), (Self.probeApp, probe, 1), (Self.webApp, web, 3)] {
            try cluster.tell(Self.task(app, container.id, agent))
        }
        return cluster
    }

    private static func agent(_ number: Int) -> String { "c0ffee00-0000-4000-8000-000000000001-S\(number)" }

    /// The same task whoever tells of it.
    private static func task(_ app: String, _ container: String, _ agent: Int) -> String {
        let bare = String(app.dropFirst())
        return "task id=\(bare.replacing("/", with: "_")).instance-\(container)._app.1 name=\(bare.replacing("/", with: ".")) "
            + "framework=\(Cluster.framework) app=\(app) agent=\(Self.agent(agent)) container=\(container)"
    }

    private func nginx() throws -> String {
        _ = try scratch.write(String(repeating: "weir\n", count: 100), to: "page")
        return try scratch.write("""
            daemon off; user root; worker_processes 1; pid \(scratch.path)/pid;
            events { worker_connections 512; }
            http {
                log_format sizes '$remote_addr $request_length $bytes_sent $connection';
                access_log \(scratch.path)/access sizes; keepalive_requests 100000;
                client_body_temp_path \(scratch.path)/b; proxy_temp_path \(scratch.path)/p; fastcgi_temp_path \(scratch.path)/f;
                uwsgi_temp_path \(scratch.path)/u; scgi_temp_path \(scratch.path)/s;
                server { listen 8080; root \(scratch.path); }
            }

            """, to: "nginx.conf")
    }

    private func haproxy() throws -> String {
        try scratch.write("""
            global
                nbthread 1
            defaults
                mode http
                timeout client 30s
                timeout server 30s
                timeout connect 5s
            frontend shop
                bind \(ThreeHosts.node2):80
                monitor-uri /alive
                default_backend web
            backend web
                server web \(ThreeHosts.node3):8080

            """, to: "haproxy.conf")
    }
}
