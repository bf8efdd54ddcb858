import Foundation
import Testing

@testable import Resources

struct NetworkTests {
    private static let second = FakeMachine.second
    private let group = GroupPaths(key: "web", process: 7)

    private func text(_ interfaces: [String: UInt64]) -> String {
        interfaces.map { "  \($0):  \($1) 1 0 0 0 0 0 0 \($1 * 2) 1 0 0 0 0 0 0\n" }.joined()
    }

    @Test("a group with a network of its own has that one's traffic without loopback")
    func own() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        try machine.write("proc/1/net/dev", text(["lo": 5, "eth0": 5]))
        try machine.write("proc/7/net/dev", text(["lo": 5, "eth0": 100]))
        #expect(sampler.sample(at: Self.second, groups: [group], processes: []).groups.isEmpty)
        try machine.write("proc/7/net/dev", text(["lo": 9, "eth0": 400]))
        let usage = sampler.sample(at: 2 * Self.second, groups: [group], processes: []).groups["web"]
        #expect(usage?.networkReceiveBytesPerSecond == 300)
        #expect(usage?.networkTransmitBytesPerSecond == 600)
    }

    @Test("a group in the host's network has none of its own")
    func shared() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        try machine.write("proc/1/net/dev", text(["eth0": 5]))
        try machine.write("proc/7/stat", "")
        try FileManager.default.createSymbolicLink(atPath: machine.proc + "/7/net", withDestinationPath: machine.proc + "/1/net")
        for turn: UInt64 in 1...3 {
            #expect(sampler.sample(at: turn * Self.second, groups: [group], processes: []).groups.isEmpty)
        }
    }

    @Test("a process in another network gives no spike")
    func other() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        try machine.write("proc/1/net/dev", text(["eth0": 5]))
        try machine.write("proc/7/net/dev", text(["eth0": 5]))
        try machine.write("proc/8/net/dev", text(["eth0": 1 << 50]))
        _ = sampler.sample(at: Self.second, groups: [group], processes: [])
        let moved = GroupPaths(key: "web", process: 8)
        #expect(sampler.sample(at: 2 * Self.second, groups: [moved], processes: []).groups.isEmpty)
    }

    @Test("no file of a group's network stays open, which would keep its namespace alive")
    func notHeld() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        try machine.write("proc/1/net/dev", text(["eth0": 5]))
        try machine.write("proc/7/net/dev", text(["eth0": 5]))
        _ = sampler.sample(at: Self.second, groups: [], processes: [])
        let before = sampler.descriptors
        _ = sampler.sample(at: 2 * Self.second, groups: [group], processes: [])
        #expect(sampler.descriptors == before)
    }

    @Test("inner interfaces count where there is no other", arguments: [
        (["eth0": 1, "docker0": 2, "veth9": 4], 1), (["lo": 1, "tap0": 2], 2), (["lo": 1], 0), (["net1": 1, "wg0": 2], 1),
    ] as [([String: UInt64], UInt64)])
    func inner(interfaces: [String: UInt64], received: UInt64) {
        #expect(parsing(text(interfaces)) { NamespaceTraffic.sum(in: $0) }.received == received)
    }

    @Test("a host with devices counts those, without devices what its names do not exclude")
    func uplinks() throws {
        let machine = try FakeMachine()
        var uplinks = Uplinks(directory: machine.root + "/sys/class/net")
        let all = text(["lo": 1, "eth0": 1, "eth0.7": 1, "br-1": 1, "../../..": 1])
        #expect(parsing(all) { uplinks.choose(from: $0) }.keys.sorted() == ["../../..", "eth0", "eth0.7"])
        try machine.write("sys/class/net/eth0/device/vendor", "")
        var later = Uplinks(directory: machine.root + "/sys/class/net")
        #expect(parsing(all) { later.choose(from: $0) }.keys.sorted() == ["eth0"])
    }
}
