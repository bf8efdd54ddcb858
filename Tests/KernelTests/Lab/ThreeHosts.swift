import Foundation

/// Three hosts that are network namespaces: node-1 and node-2 joined by a cable on which each frame takes `DelayedLink.delay`, node-2 and
/// node-3 by one that takes no time. On node-1 two containers in namespaces of their own, which its host hides behind its one address;
/// on node-3 one whose port 6379 its host publishes as 16379. Nothing of this machine's network is touched.
final class ThreeHosts {
    static let node1 = "10.77.12.1"
    static let node2 = "10.77.12.2"
    static let toNode2 = "10.77.23.2"
    static let node3 = "10.77.23.3"
    static let redis = "10.77.30.2"
    static let published = 16379
    /// Of somebody who is on none of the three, and is joined to node-3.
    static let stranger = "10.77.99.9"

    enum Place: String, CaseIterable {
        case node1, node2, node3
        /// The two containers of node-1, and that of node-3.
        case left, right, inside
        case stranger

        /// Of the three.
        var host: String { "node-\(rawValue.last ?? "0")" }
        var address: String { ["node-1": ThreeHosts.node1, "node-2": ThreeHosts.node2][host] ?? ThreeHosts.node3 }
    }

    static let nodes: [Place] = [.node1, .node2, .node3]

    let link: DelayedLink
    private let names = Dictionary(uniqueKeysWithValues: Place.allCases.map { ($0, Lab.fresh("weir-\($0)")) })

    init(delay microseconds: Int = 5000) throws {
        for name in names.values { try Self.make(name) }
        let file = { [names] (place: Place) in "/run/netns/\(names[place] ?? "")" }
        link = try DelayedLink(from: file(.node1), to: file(.node2), microseconds: microseconds)
        try address(.node1, "cable", Self.node1)
        try address(.node2, "cable", Self.node2)
        try cable(.node2, "east", Self.toNode2, .node3, "west", Self.node3)
        try cable(.node3, "south", "10.77.99.3", .stranger, "eth0", Self.stranger)
        try cable(.node1, "veth-left", "10.77.10.1", .left, "eth0", "10.77.10.2")
        try cable(.node1, "veth-right", "10.77.11.1", .right, "eth0", "10.77.11.2")
        try cable(.node3, "veth-redis", "10.77.30.1", .inside, "eth0", Self.redis)
        for (place, gateway) in [
            (Place.left, "10.77.10.1"), (.right, "10.77.11.1"), (.inside, "10.77.30.1"), (.node1, Self.node2), (.node2, Self.node3), (.node3, Self.toNode2),
            (.stranger, "10.77.99.3"),
        ] { try run(place, "ip", "route", "add", "default", "via", gateway) }
        try translate()
    }

    deinit {
        for name in names.values { _ = try? Child.run([Lab.tool("ip"), "netns", "del", name]) }
    }

    /// The command, so that it runs there.
    func at(_ place: Place, _ command: [String]) throws -> [String] {
        try [Lab.tool("nsenter"), "--net=/run/netns/\(names[place] ?? "")"] + command
    }

    /// As a Docker on each host does it.
    private func translate() throws {
        for place in [Place.node1, .node2, .node3] { try run(place, "sysctl", "-qw", "net.ipv4.ip_forward=1") }
        try run(.node1, "iptables", "-t", "nat", "-A", "POSTROUTING", "-s", "10.77.10.0/23", "-o", "cable", "-j", "MASQUERADE")
        try run(.node3, "iptables", "-t", "nat", "-A", "PREROUTING", "-p", "tcp", "-d", Self.node3, "--dport", "\(Self.published)",
            "-j", "DNAT", "--to-destination", "\(Self.redis):6379")
    }

    private static func make(_ name: String) throws {
        try Child.run([Lab.tool("ip"), "netns", "add", name])
        try Child.run([Lab.tool("ip"), "-n", name, "link", "set", "lo", "up"])
    }

    private func cable(_ a: Place, _ aName: String, _ aAddress: String, _ b: Place, _ bName: String, _ bAddress: String) throws {
        try run(a, "ip", "link", "add", aName, "type", "veth", "peer", "name", bName, "netns", names[b] ?? "")
        try address(a, aName, aAddress)
        try address(b, bName, bAddress)
    }

    private func address(_ place: Place, _ device: String, _ address: String) throws {
        try run(place, "ip", "address", "add", "\(address)/24", "dev", device)
        try run(place, "ip", "link", "set", device, "up")
    }

    private func run(_ place: Place, _ tool: String, _ arguments: String...) throws {
        try Child.run(at(place, [Lab.tool(tool)] + arguments))
    }
}
