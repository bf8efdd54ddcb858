import Events
import Seeded
import Testing

@testable import Workloads

/// What is gone, and what there is no room for.
@Suite struct AddressRemovalTests {
    private var book = AddressBook()

    @Test("who is gone is still named, but never over one that lives")
    mutating func removed() {
        let task = TaskUpdate.web(addresses: ["9.0.1.2"], ports: [.init(host: 31_000, container: 80)])
        let container = ContainerUpdate.box("c", ["bridge": ["172.17.0.2"]])
        book.observe(.host("10.1.0.7", "node-7"))
        book.observe(task)
        book.observe(container)
        book.observe(task.gone)
        book.observe(container.gone)
        #expect(book.thing("9.0.1.2", 80) == .web())
        #expect(book.thing("10.1.0.7", 31_000) == .web())
        #expect(book.thing("172.17.0.2", 80, asked: "cache") == .container("c"))

        book.observe(.web("web.2", addresses: ["9.0.1.2"], ports: [.init(host: 31_000, container: 80)]))
        book.observe(.box("d", ["other": ["172.17.0.2"]]))
        #expect(book.thing("9.0.1.2", 80) == .web("web.2"))
        #expect(book.thing("10.1.0.7", 31_000) == .web("web.2"))
        #expect(book.thing("172.17.0.2", 80) == .container("d"))
    }

    @Test("who went before the address was given on is not named when the next one goes")
    mutating func successors() {
        for id in ["a", "b"] {
            book.observe(.box(id, ["bridge": ["172.17.0.2"]]))
            book.observe(ContainerUpdate.box(id, [:]).gone)
        }
        #expect(book.thing("172.17.0.2") == .container("b"))
    }

    @Test("a removed container stays removed, a task that was lost comes back")
    mutating func late() {
        let (task, container) = (TaskUpdate.web(ports: [.init(host: 31_000)]), ContainerUpdate.box("c", ["bridge": ["172.17.0.2"]]))
        book.observe(task)
        book.observe(container)
        book.observe(task.gone)
        book.observe(container.gone)
        book.observe(task)
        book.observe(container)
        book.tick(seconds: 1000)
        #expect(book.thing("10.1.0.7", 31_000) == .web())
        #expect(book.thing("172.17.0.2") == nil)
    }

    @Test("after five minutes they are forgotten, one that came back and went again from then on")
    mutating func forgotten() {
        let (a, b) = (TaskUpdate.web("a", ports: [.init(host: 1)]), TaskUpdate.web("b", ports: [.init(host: 2)]))
        book.tick(seconds: 100)
        for task in [a, b, a.gone, b.gone, b] { book.observe(task) }
        book.tick(seconds: 200)
        book.observe(b.gone)
        book.tick(seconds: 399)
        #expect(book.thing("10.1.0.7", 1) == .web("a"))
        book.tick(seconds: 400)
        #expect(book.thing("10.1.0.7", 1) == nil)
        #expect(book.thing("10.1.0.7", 2) == .web("b"))
        book.tick(seconds: 500)
        #expect(book.thing("10.1.0.7", 2) == nil && book.holders.count == 0)
    }

    @Test("of many that are gone the last 4096 are kept")
    mutating func manyGone() {
        for port in 1...5000 as ClosedRange<UInt16> {
            let task = TaskUpdate.web("\(port)", ports: [.init(host: port)])
            book.observe(task)
            book.observe(task.gone)
        }
        #expect(book.holders.count == 4096)
        #expect(book.thing("10.1.0.7", 904) == nil && book.thing("10.1.0.7", 905) == .web("905"))
    }

    @Test("names and hosts that are taken back are gone at once")
    mutating func names() {
        let updates = [AddressUpdate.host("10.1.0.7", "node-7"), .service("11.0.0.1", 80, "web"), .record("9.9.9.9", "x")]
        for update in updates { book.observe(update) }
        for update in updates { book.observe(update.gone) }
        #expect(book.thing("10.1.0.7") == nil && book.thing("11.0.0.1", 80) == nil && book.thing("9.9.9.9") == nil)
        #expect(book.holders.count == 0)
    }

    @Test("beyond the limit news is left out and counted, and room is used again")
    mutating func limit() {
        book = AddressBook(limit: 4)
        for agent in 1...6 as ClosedRange<UInt8> { book.observe(.host("10.1.0.\(agent)", "node-\(agent)")) }
        #expect(book.dropped == 2 && book.thing("10.1.0.5") == nil)
        book.observe(AddressUpdate.host("10.1.0.1", "node-1").gone)
        book.observe(.host("10.1.0.5", "node-5"))
        #expect(book.thing("10.1.0.5") == .host("node-5"))
    }

    @Test("whatever comes and goes, in the end nothing is left", arguments: [51, 52, 53] as [UInt64])
    mutating func nothingLeft(seed: UInt64) {
        var random = SplitMix(state: seed)
        var book = AddressBook(limit: 200)
        book.localAddresses = [IPAddress(10, 1, 0, 1)]
        for step in 0..<5000 as Range<UInt64> {
            let number = random.below(30)
            let address = "10.9.0.\(random.below(10))"
            switch random.below(6) {
            case 0:
                let port = TaskUpdate.Port(host: UInt16(random.below(5)), container: 80)
                book.observe(.web("\(number)", on: UInt8(random.below(3)), addresses: [address], ports: [port]))
            case 1: book.observe(TaskUpdate.web("\(number)").gone)
            case 2:
                let port = ContainerUpdate.Port(host: UInt16(random.below(5)), container: 80, transport: "tcp")
                book.observe(.box("c\(random.below(5000))", ["n\(random.below(2))": [address]], ports: [port]))
            case 3: book.observe(.host(address, "h\(number % 3)"))
            case 4: book.observe(AddressUpdate.host(address, "h\(number % 3)").gone)
            default: book.localAddresses = [IPAddress(10, 1, 0, UInt8(random.below(3)))]
            }
            _ = book.thing(address, UInt16(random.below(6)))
            if step % 100 == 0 { book.tick(seconds: step / 100) }
        }
        for number in 0..<5000 {
            book.observe(TaskUpdate.web("\(number)").gone)
            book.observe(ContainerUpdate.box("c\(number)", [:]).gone)
        }
        for address in 0..<10 { for number in 0..<3 { book.observe(AddressUpdate.host("10.9.0.\(address)", "h\(number)").gone) } }
        book.tick(seconds: 100_000)
        #expect(book.holders.count == 0 && book.claims.isEmpty && book.claimCount == 0)
    }
}
