import Events
import Foundation
import Testing

/// Real connections through real rules, told by the real kernel to a process that has given up everything. As root, and only where
/// WEIR_KERNEL_TESTS=1 asks for it; there a missing `nft`, `iptables` or module fails.
@Suite("Conntrack", .serialized, .enabled(if: Lab.isOn, "needs root: set WEIR_KERNEL_TESTS=1"))
struct ConntrackKernelTests {
    private let lab: Lab
    private let service = Endpoint(address: IPAddress(10, 99, 0, 1), port: 80)
    private let server = Endpoint(address: IPAddress(10, 77, 2, 2), port: 8080)
    private static let confined = "ready capabilities: none; no new privileges; system calls filtered"

    init() throws { lab = try Lab() }

    private let redirecting = """
        chain pre {
            type nat hook prerouting priority -100;
            ip daddr 10.99.0.1 meta l4proto { tcp, udp } th dport 80 dnat to 10.77.2.2:8080;
        };
        """
    private let masquerading = "chain post { type nat hook postrouting priority 100; oifname v2 masquerade; };"

    private func route(_ chains: String..., family: String = "ip") throws {
        try lab.router.run("nft", "table \(family) t { \(chains.joined(separator: " ")) }")
    }

    /// A connection from the client's namespace to `dialled`, and what its server sees.
    private func connect(_ client: Peer, to dialled: Endpoint, at listener: Peer) throws -> (peer: Peer, from: Endpoint) {
        try client.connect(to: dialled)
        return try listener.accept()
    }

    private func listener(_ port: UInt16 = 8080) throws -> Peer {
        let listener = try Peer.stream(in: lab.server)
        try listener.bind(port: port)
        try listener.listen()
        return listener
    }

    @Test("who dialled a service has its true server, who serves has the true client, by nft")
    func bothWays() throws {
        try route(redirecting, masquerading)
        let probe = try Probe(in: lab.router)
        #expect(probe.readiness == Self.confined)
        let (listener, client) = (try listener(), try Peer.stream(in: lab.client))
        let (peer, from) = try connect(client, to: service, at: listener)
        #expect(from.address == IPAddress(10, 77, 2, 1))
        #expect(try probe.destination(client: client.local, dialled: service) == server.text)
        #expect(try probe.origin(server: peer.local, client: from) == client.local.text)
        #expect(try probe.state() == .init(count: 1, messages: 1, bad: 0, overruns: 0, evicted: 0, failure: "none"))
    }

    @Test("the same by iptables, each alone")
    func iptables() throws {
        try lab.router.run("iptables", "-t", "nat", "-A", "PREROUTING", "-d", "10.99.0.1", "-p", "tcp", "--dport", "80",
            "-j", "DNAT", "--to-destination", "10.77.2.2:8080")
        let probe = try Probe(in: lab.router)
        let (listener, first, second) = (try listener(), try Peer.stream(in: lab.client), try Peer.stream(in: lab.client))
        let (peer, from) = try connect(first, to: service, at: listener)
        #expect(from == first.local)
        #expect(try probe.destination(client: first.local, dialled: service) == server.text)
        #expect(try probe.origin(server: peer.local, client: from) == "none")

        try lab.router.run("iptables", "-t", "nat", "-F")
        try lab.router.run("iptables", "-t", "nat", "-A", "POSTROUTING", "-o", "v2", "-p", "tcp",
            "-j", "SNAT", "--to-source", "10.77.2.1:5000-5010")
        let (masked, seen) = try connect(second, to: server, at: listener)
        #expect(seen.address == IPAddress(10, 77, 2, 1) && 5000...5010 ~= seen.port)
        #expect(try probe.destination(client: second.local, dialled: server) == "none")
        #expect(try probe.origin(server: masked.local, client: seen) == second.local.text)
    }

    @Test("IPv6 is told as well")
    func ipv6() throws {
        let (virtual, true6) = (Endpoint(address: IPAddress(high: 0xfd99 << 48, low: 1), port: 80),
            Endpoint(address: IPAddress(high: 0xfd77_0002 << 32, low: 2), port: 8080))
        let rule = "ip6 daddr fd99::1 tcp dport 80 dnat to [fd77:2::2]:8080"
        try route("chain pre { type nat hook prerouting priority -100; \(rule); };", masquerading, family: "ip6")
        let probe = try Probe(in: lab.router)
        let (listener, client) = (try listener(), try Peer.stream(in: lab.client))
        let (peer, from) = try connect(client, to: virtual, at: listener)
        #expect(from.address == IPAddress(high: 0xfd77_0002 << 32, low: 1))
        #expect(try probe.destination(client: client.local, dialled: virtual) == true6.text)
        #expect(try probe.origin(server: peer.local, client: from) == client.local.text)
    }

    @Test("UDP is told as well")
    func datagrams() throws {
        try route(redirecting, masquerading)
        let probe = try Probe(in: lab.router)
        let (server, client) = (try Peer.datagram(in: lab.server), try Peer.datagram(in: lab.client))
        try server.bind(port: 8080)
        try client.connect(to: service)
        try client.send()
        let from = try server.receive()
        #expect(try probe.destination("udp", client: client.local, dialled: service) == self.server.text)
        #expect(try probe.destination("tcp", client: client.local, dialled: service) == "none")
        #expect(try probe.origin("udp", server: self.server, client: from) == client.local.text)
    }

    @Test("a connection that is older than the listener is in its list")
    func older() throws {
        try route(redirecting)
        let (listener, client) = (try listener(), try Peer.stream(in: lab.client))
        let (peer, _) = try connect(client, to: service, at: listener)
        let probe = try Probe(in: lab.router)
        #expect(try probe.destination(client: client.local, dialled: service) == server.text)
        #expect(try probe.state().count == 1)
        withExtendedLifetime(peer) {}
    }

    @Test("of 23 connections, the 7 that are translated reach the listener, and no other")
    func filtered() throws {
        try route(redirecting)
        let rule = "ip6 daddr fd99::1 dnat to fd77:2::2" // of the same hook, so that IPv6 is followed at all
        try route("chain pre { type nat hook prerouting priority -100; \(rule); };", family: "ip6")
        let probe = try Probe(in: lab.router)
        let listener = try listener()
        let server6 = Endpoint(address: IPAddress(high: 0xfd77_0002 << 32, low: 2), port: 8080)
        let dialled = Array(repeating: service, count: 7) + Array(repeating: server, count: 8) + Array(repeating: server6, count: 8)
        let all = try dialled.shuffled().map { endpoint in
            let client = try Peer.stream(in: lab.client)
            return (client, try connect(client, to: endpoint, at: listener))
        }
        #expect(try probe.state() == .init(count: 7, messages: 7, bad: 0, overruns: 0, evicted: 0, failure: "none"))
        withExtendedLifetime(all) {}
    }

    @Test("an ended connection is found for seconds more, then gone")
    func ended() throws {
        try route(redirecting)
        let probe = try Probe(in: lab.router)
        let (listener, client) = (try listener(), try Peer.stream(in: lab.client))
        let (peer, _) = try connect(client, to: service, at: listener)
        try lab.router.run("conntrack", "-D", "-p", "tcp", "--orig-dst", "10.99.0.1")
        #expect(try probe.state().messages == 2)
        #expect(try probe.destination(client: client.local, dialled: service) == server.text)
        sleep(11)
        #expect(try probe.state().count == 0)
        #expect(try probe.destination(client: client.local, dialled: service) == "none")
        withExtendedLifetime(peer) {}
    }

    @Test("more than fits is counted as lost, and what comes later is heard again")
    func overrun() throws {
        try route(redirecting)
        let probe = try Probe(in: lab.router)
        try lab.client.run("python3", "-c", """
            import socket
            for port in range(1025, 20000):
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('10.77.1.2', port)); s.sendto(b'x', ('10.99.0.1', 80)); s.close()
            """)
        let flooded = try probe.state()
        #expect(flooded.overruns >= 1 && flooded.messages > 1000 && flooded.messages < 18_975 && flooded.bad == 0)
        let (listener, client) = (try listener(), try Peer.stream(in: lab.client))
        let (peer, _) = try connect(client, to: service, at: listener)
        while try probe.state().messages == flooded.messages {}
        #expect(try probe.destination(client: client.local, dialled: service) == server.text)
        withExtendedLifetime(peer) {}
    }

    @Test("without permission, with events off, or elsewhere than the host there is a reason and no failure")
    func absences() throws {
        let setpriv = ["setpriv", "--reuid", "65534", "--clear-groups", "--inh-caps=-all"]
        #expect(try Probe(in: lab.router, prefix: setpriv).readiness == "absent no permission to follow conntrack (CAP_NET_ADMIN)")
        #expect(try Probe(in: lab.router, scope: "host").readiness
            == "absent conntrack would be that of another network namespace than the host's")
        try lab.router.run("sysctl", "-qw", "net.netfilter.nf_conntrack_events=0")
        #expect(try Probe(in: lab.router).readiness
            == "absent conntrack events are switched off (sysctl net.netfilter.nf_conntrack_events is 0)")
    }
}
