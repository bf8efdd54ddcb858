import Events
import Testing

@testable import Workloads

@Suite struct AddressBookTests {
    private var book = AddressBook()

    @Test("a task is at the ports of its own address, then at all of it; the answer says where it runs and who told")
    mutating func ownAddress() {
        book.observe(.web(addresses: ["9.0.1.2"], ports: [.init(container: 8080, transport: "tcp")]))
        #expect(book.name(of: IPAddress(9, 0, 1, 2), port: 8080, transport: .tcp)
            == FarEnd(thing: .web(), host: "node-7", evidence: [.mesosMaster]))
        #expect(book.thing("9.0.1.2", 4000) == .web())
        #expect(book.thing("9.0.1.3", 8080) == nil)
        #expect(book.thing("10.1.0.7", 8080) == nil)
    }

    @Test("a task is at its agent's address by host port and transport, and the rest of that address is the agent")
    mutating func hostPorts() {
        book.observe(.host("10.1.0.7", "node-7"))
        book.observe(.web(ports: [.init(host: 31_000, transport: "tcp"), .init(host: 31_001, transport: "udp,tcp"), .init(host: 31_002)]))
        #expect(book.thing("10.1.0.7", 31_000) == .web())
        #expect(book.thing("10.1.0.7", 31_000, .udp) == .host("node-7"))
        for port in [31_001, 31_002] as [UInt16] {
            for transport in [.tcp, .udp] as [ConnectionEvent.Transport] { #expect(book.thing("10.1.0.7", port, transport) == .web()) }
        }
        #expect(book.thing("10.1.0.7", 5051) == .host("node-7"))
        #expect(book.thing("10.1.0.7", 31_000, .unix) == nil)
    }

    @Test("tasks of one executor share an address: each has its ports, the rest is the executor's")
    mutating func pod() {
        book.observe(.web("pod", addresses: ["9.0.1.2"], kind: .executor))
        book.observe(.web("a", addresses: ["9.0.1.2"], ports: [.init(container: 80)]))
        book.observe(.web("b", addresses: ["9.0.1.2"], ports: [.init(container: 90)]))
        #expect(book.thing("9.0.1.2", 80) == .web("a"))
        #expect(book.thing("9.0.1.2", 90) == .web("b"))
        #expect(book.thing("9.0.1.2", 4000) == .web("pod", kind: .executor))
    }

    @Test("a container is at its addresses, in either family, and at its published ports on this host's addresses only")
    mutating func containers() {
        book.localAddresses = [IPAddress(10, 1, 0, 1), IPAddress(10, 1, 0, 2)]
        book.observe(
            .box("c0ffee", ["bridge": ["172.17.0.2", "fd00::2"]], ports: [
                .init(address: "0.0.0.0", host: 8080, container: 80, transport: "tcp"),
                .init(address: "::", host: 8080, container: 80, transport: "tcp"),
                .init(address: "10.1.0.2", host: 9000, container: 90, transport: "udp"),
                .init(address: "127.0.0.1", host: 9100, container: 91, transport: "tcp"),
            ]))
        let known = FarEnd(thing: .container("c0ffee"), evidence: [.docker, .network])
        #expect(book.name(of: IPAddress(172, 17, 0, 2), port: 80, transport: .tcp) == known)
        #expect(book.thing("fd00::2", 1) == .container("c0ffee"))
        #expect(book.thing("10.1.0.1", 8080) == .container("c0ffee"))
        #expect(book.thing("10.1.0.3", 8080) == nil)
        #expect(book.thing("10.1.0.1", 8080, .udp) == nil)
        #expect(book.thing("10.1.0.2", 9000, .udp) == .container("c0ffee"))
        #expect(book.thing("10.1.0.1", 9000, .udp) == nil)
        #expect(book.thing("10.1.0.1", 9100) == nil && book.thing("127.0.0.1", 9100) == nil)
    }

    @Test("of a published port, one host address that is named comes before all of them")
    mutating func specificPort() {
        book.localAddresses = [IPAddress(10, 1, 0, 1), IPAddress(10, 1, 0, 2)]
        book.observe(.box("all", [:], ports: [.init(host: 80, container: 80, transport: "tcp")]))
        book.observe(.box("one", [:], ports: [.init(address: "10.1.0.2", host: 80, container: 80, transport: "tcp")]))
        #expect(book.thing("10.1.0.1", 80) == .container("all"))
        #expect(book.thing("10.1.0.2", 80) == .container("one"))
    }

    @Test("names come in the order of what they are worth")
    mutating func order() {
        book.observe(.host("11.0.0.1", "node"))
        #expect(book.thing("11.0.0.1", 80) == .host("node"))
        book.observe(.record("11.0.0.1", "web.marathon.mesos"))
        #expect(book.thing("11.0.0.1", 80) == .name("web.marathon.mesos"))
        #expect(book.thing("11.0.0.1", 80, asked: "shop.example") == .name("shop.example"))
        book.observe(.service("11.0.0.1", nil, "any.l4lb"))
        #expect(book.thing("11.0.0.1", 80, asked: "shop.example") == .service("any.l4lb"))
        book.observe(.web(addresses: ["11.0.0.1"]))
        #expect(book.thing("11.0.0.1", 80) == .web())
        book.observe(.service("11.0.0.1", 80, "web.l4lb"))
        #expect(book.thing("11.0.0.1", 80) == .service("web.l4lb"))
        book.observe(.box("c0ffee", ["overlay": ["11.0.0.1"]]))
        #expect(book.thing("11.0.0.1", 80) == .container("c0ffee"))
        book.observe(.web("web.2", addresses: ["11.0.0.1"], ports: [.init(container: 80)]))
        #expect(book.thing("11.0.0.1", 80) == .web("web.2"))
        #expect(book.thing("11.0.0.1", 81) == .container("c0ffee"))
    }

    @Test("a name that nothing else knows is what was asked for, and says so")
    func asked() {
        #expect(book.name(of: IPAddress(192, 0, 2, 1), port: 443, transport: .tcp, asked: "api.example")
            == FarEnd(thing: .name("api.example"), evidence: [.dns]))
        #expect(book.name(of: IPAddress(192, 0, 2, 1), port: 443, transport: .tcp) == nil)
    }

    @Test("a record tells the task that it leads to")
    mutating func taskOfRecord() {
        var update = AddressUpdate.record("9.9.9.9", "web.marathon.mesos", port: 31_000)
        update.taskID = "web.1"
        book.observe(update)
        #expect(book.name(of: IPAddress(9, 9, 9, 9), port: 31_000, transport: .tcp)?.taskID == "web.1")
        #expect(book.thing("9.9.9.9", 31_001) == nil)
    }

    @Test("later news of a task or container replaces its places; half of a container's news leaves the rest")
    mutating func changes() {
        book.observe(.web(ports: [.init(host: 31_000)]))
        book.observe(.web(ports: [.init(host: 31_001)]))
        #expect(book.thing("10.1.0.7", 31_000) == nil)
        #expect(book.thing("10.1.0.7", 31_001) == .web())
        book.observe(.box("c", ["a": ["172.18.0.2"]]))
        book.observe(ContainerUpdate(id: "c", runtime: "docker", name: "renamed"))
        #expect(book.thing("172.18.0.2") == .container("c"))
        book.observe(.box("c", ["b": ["172.19.0.2"]]))
        #expect(book.thing("172.18.0.2") == nil && book.thing("172.19.0.2") == .container("c"))
    }

    @Test("texts that are no addresses, and addresses that are everywhere, are passed over")
    mutating func nonsense() {
        for address in ["", "node-7", "127.0.0.1", "::1", "0.0.0.0", "::", "fe80::1%eth0", "10.0.0.0/8"] {
            book.observe(.host(address, "x"))
            book.observe(.web(address, addresses: [address], ports: [.init(container: 1)]))
            book.observe(.box(address, ["n": [address]], ports: [.init(address: address, host: 0, container: 1, transport: "sctp")]))
        }
        book.observe(.host("10.1.0.9", ""))
        #expect(["127.0.0.1", "::1", "0.0.0.0", "::", "10.1.0.9"].allSatisfy { book.thing($0, 1) == nil })
    }
}
