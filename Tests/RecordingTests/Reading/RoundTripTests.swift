import Events
import Testing

@testable import Recording

/// What is read and written again reads the same.
@Suite struct RoundTripTests {
    /// Everything that a capture tells, in words.
    static func story(_ bytes: [UInt8]) -> [String] {
        let told = Told(bytes)
        let events = told.events.map { "\($0.kind) \($0.role) \($0.local) \($0.remote) \($0.news) \($0.owner) \($0.time)" }
        let facts = "\(told.facts.threads) \(told.facts.descriptors) \(told.facts.users) \(told.facts.groups) \(told.facts.interfaces) \(String(describing: told.facts.machine))"
        return events + told.payloads + told.processes.map { "\($0)" } + told.cgroups.map { "\($0)" } + told.containers.map(\.json)
            + [facts, "\(Array(told.facts.eventsByType))"]
    }

    static func rewritten(_ bytes: [UInt8]) -> [UInt8] {
        var rewriter = Rewriter()
        TemporaryCapture.with(bytes) { path in try? ScapReader(path: path).read(&rewriter) }
        return Array(rewriter.writer.bytes)
    }

    private func capture(_ halves: Halves) -> [UInt8] {
        let script = Script(halves)
        var machine = ScapMachine()
        (machine.processors, machine.hostName, machine.bootTime) = (4, "node", 17)
        script.writer.machine(machine)
        script.writer.interfaces([
            ScapInterface(name: "lo", address: IPAddress(127, 0, 0, 1), netmask: IPAddress(255, 0, 0, 0), broadcast: IPAddress(0, 0, 0, 0)),
            ScapInterface(
                name: "eth0", address: IPAddress(high: 0xfe80 << 48, low: 7), netmask: IPAddress(high: .max, low: 0),
                broadcast: IPAddress(high: 0, low: 0), linkSpeed: 1000),
        ])
        script.writer.accounts([.user(id: 33, group: 33, name: "www", home: "/", shell: ""), .group(id: 33, name: "www")])
        script.processes([(100, 100, "client"), (101, 100, "client"), (200, 200, "server")])
        script.writer.descriptors(
            [
                ScapDescriptor(number: 3, inode: 2, content: .listening(local: .v4(2, 80), transport: 2)),
                ScapDescriptor(number: 4, inode: 3, content: .unix(source: 5, destination: 6, path: "/run/x")),
                ScapDescriptor(number: 5, inode: 4, content: .file(path: "/etc/hosts", flags: 1, device: 9)),
                ScapDescriptor(number: 6, inode: 5, content: .other(kind: 7, name: "")),
            ], of: 200)
        script.socket(100, 5)
        script.connect(100, 5, .v4(1, 4000), .v4(2, 80))
        script.accept(200, 7, from: .v4(1, 4000), to: .v4(2, 80))
        script.write(101, 5, 60, "GET / HTTP/1.1")
        script.read(200, 7, 60, "GET / HTTP/1.1")
        script.event(324, .max, [.text(#"{"container":{"id":"0123456789ab"}}"#)])
        script.fork(200, child: 300, "child")
        script.exit(200)
        return script.bytes
    }

    @Test(arguments: Halves.allCases)
    func aCaptureThatIsWrittenAgainTellsTheSame(_ halves: Halves) {
        let original = capture(halves)
        #expect(Self.story(Self.rewritten(original)) == Self.story(original))
        #expect(Self.story(original).count > 10)
    }

    @Test func writtenTwiceItIsTheSameBytes() {
        let once = Self.rewritten(capture(.both))
        #expect(Self.rewritten(once) == once)
    }
}
