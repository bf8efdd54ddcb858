import Foundation

/// Two hosts that are network namespaces, joined by a cable. Nothing of this host's network is touched.
final class TwoHosts {
    static let near = "10.78.1.1"
    static let far = "10.78.1.2"
    /// A second address of the far one, as a container of its own has; what it sends comes from there.
    static let container = "10.78.1.3"

    private let names = (near: Lab.fresh("weir-near"), far: Lab.fresh("weir-far"))

    init() throws {
        for name in [names.near, names.far] {
            try ip("netns", "add", name)
            try ip("-n", name, "link", "set", "lo", "up")
        }
        try ip("-n", names.near, "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", names.far)
        for (name, address) in [(names.near, Self.near), (names.far, Self.container), (names.far, Self.far)] {
            try ip("-n", name, "address", "add", "\(address)/24", "dev", "cable")
            try ip("-n", name, "link", "set", "cable", "up")
        }
    }

    deinit {
        for name in [names.near, names.far] { _ = try? ip("netns", "del", name) }
    }

    /// The command, so that it runs on that host.
    func near(_ command: [String]) throws -> [String] { try inside(names.near, command) }
    func far(_ command: [String]) throws -> [String] { try inside(names.far, command) }

    private func inside(_ name: String, _ command: [String]) throws -> [String] {
        try [Lab.tool("nsenter"), "--net=/run/netns/\(name)"] + command
    }

    @discardableResult
    private func ip(_ arguments: String...) throws -> String { try Child.run([Lab.tool("ip")] + arguments) }
}
