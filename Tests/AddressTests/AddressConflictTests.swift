import Events
import Testing

@testable import Workloads

/// Several say to be at one address.
@Suite struct AddressConflictTests {
    private var book = AddressBook()

    @Test("tasks of several hosts with one bridge address: no answer but the one that is here")
    mutating func bridges() {
        for agent in 1...5 as ClosedRange<UInt8> {
            book.observe(.web("web.\(agent)", on: agent, addresses: ["172.17.0.2"], ports: [.init(host: 31_000, container: 80)]))
        }
        #expect(book.thing("172.17.0.2", 80) == nil)
        #expect(book.thing("10.1.0.3", 31_000) == .web("web.3"))
        book.localAddresses = [IPAddress(10, 1, 0, 4)]
        #expect(book.thing("172.17.0.2", 80) == .web("web.4"))
        #expect(book.thing("172.17.0.2", 81) == .web("web.4"))
        book.localAddresses = [IPAddress(10, 1, 0, 9)]
        #expect(book.thing("172.17.0.2", 80) == nil)
    }

    @Test("a container of this host is believed over a task of another with its address")
    mutating func containerHere() {
        book.localAddresses = [IPAddress(10, 1, 0, 1)]
        book.observe(.web(on: 7, addresses: ["172.17.0.2"], ports: [.init(container: 80)]))
        #expect(book.thing("172.17.0.2", 80) == .web())
        book.observe(.box("c", ["bridge": ["172.17.0.2"]]))
        #expect(book.thing("172.17.0.2", 80) == .container("c"))
    }

    @Test("two networks of one host may use one address: then nobody knows which")
    mutating func networks() {
        book.observe(.box("a", ["blue": ["10.5.0.2"]]))
        book.observe(.box("b", ["green": ["10.5.0.2"]]))
        #expect(book.thing("10.5.0.2", 80) == nil)
        #expect(book.thing("10.5.0.2", 80, asked: "db") == .name("db"))
        book.observe(ContainerUpdate.box("b", ["green": ["10.5.0.2"]]).gone)
        #expect(book.thing("10.5.0.2", 80) == .container("a"))
    }

    @Test("in one network the later container has the address: the earlier has stopped, and may come again")
    mutating func stopped() {
        book.observe(.box("a", ["bridge": ["172.17.0.2"]]))
        book.observe(.box("b", ["bridge": ["172.17.0.2"]]))
        #expect(book.thing("172.17.0.2") == .container("b"))
        book.observe(.box("b", ["bridge": ["172.17.0.2"]]))
        book.observe(ContainerUpdate(id: "a", runtime: "docker", name: "renamed"))
        #expect(book.thing("172.17.0.2") == .container("b"))
        book.observe(.box("a", ["bridge": ["172.17.0.2"]]))
        #expect(book.thing("172.17.0.2") == .container("a"))
        // Podman's network of that name is another.
        book.observe(ContainerUpdate(id: "p", runtime: "podman", networks: ["bridge": ["172.17.0.2"]]))
        #expect(book.thing("172.17.0.2") == nil)
    }

    @Test("of two containers that publish a port, the later runs; tcp and udp are different ports")
    mutating func published() {
        book.localAddresses = [IPAddress(10, 1, 0, 1)]
        func port(_ transport: String) -> ContainerUpdate.Port { .init(host: 53, container: 53, transport: transport) }
        book.observe(.box("a", [:], ports: [port("tcp"), port("udp")]))
        book.observe(.box("b", [:], ports: [port("tcp")]))
        #expect(book.thing("10.1.0.1", 53) == .container("b"))
        #expect(book.thing("10.1.0.1", 53, .udp) == .container("a"))
    }

    @Test("where no network is named, two containers with one address give no answer")
    mutating func unnamedNetworks() {
        book.observe(ContainerUpdate(id: "a", runtime: "lxc", addresses: ["10.5.0.2"]))
        book.observe(ContainerUpdate(id: "b", runtime: "lxc", addresses: ["10.5.0.2"]))
        #expect(book.thing("10.5.0.2") == nil)
    }

    @Test("two tasks at one host port leave the agent")
    mutating func hostPort() {
        book.observe(.host("10.1.0.7", "node-7"))
        book.observe(.web("a", ports: [.init(host: 31_000)]))
        book.observe(.web("b", ports: [.init(host: 31_000)]))
        #expect(book.thing("10.1.0.7", 31_000) == .host("node-7"))
    }

    @Test("of two names for a host, the one from whom is trusted more; of two from the same, none; the same twice is no conflict")
    mutating func trust() {
        book.observe(.host("10.1.0.7", "n7", source: .mesosMaster))
        book.observe(.host("10.1.0.7", "node-7", source: .mesosAgent))
        #expect(book.thing("10.1.0.7") == .host("node-7"))
        book.observe(.record("10.1.0.8", "a.mesos"))
        book.observe(.record("10.1.0.8", "b.mesos"))
        #expect(book.thing("10.1.0.8") == nil)
        book.observe(.host("10.1.0.9", "same", source: .mesosMaster))
        book.observe(.host("10.1.0.9", "same", source: .mesosAgent))
        #expect(book.thing("10.1.0.9") == .host("same"))
    }

    @Test("claims of thousands are asked as fast as one")
    mutating func many() {
        for number in 0..<5000 {
            book.observe(.web("t\(number)", on: UInt8(number % 250), addresses: ["172.17.0.2"], ports: [.init(container: 80)]))
        }
        let clock = ContinuousClock()
        let time = clock.measure { for _ in 0..<10_000 { #expect(book.thing("172.17.0.2", 80) == nil) } }
        #expect(time < .seconds(2), "\(time)")
        book.observe(.box("c", ["bridge": ["172.17.0.2"]]))
        #expect(book.thing("172.17.0.2", 80) == .container("c"))
    }
}
