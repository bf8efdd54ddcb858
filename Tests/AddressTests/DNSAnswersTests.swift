import Events
import Testing

@testable import Workloads

@Suite struct DNSAnswersTests {
    private var answers = DNSAnswers()
    private let shop = WorkloadID(index: 5)
    private let cart = WorkloadID(index: 6)
    private let address = IPAddress(10, 0, 0, 1)

    private mutating func tell(
        _ name: String, _ address: (UInt8, UInt8, UInt8, UInt8) = (10, 0, 0, 1), to workload: WorkloadID, ttl: UInt32, at seconds: Double
    ) -> Bool {
        var builder = DNSBuilder(name)
        builder.a(address, ttl: ttl)
        return builder.bytes.withUnsafeBytes { answers.observe($0, for: workload, at: time(seconds)) }
    }

    private func time(_ seconds: Double) -> MonotonicTime { MonotonicTime(nanoseconds: UInt64(seconds * 1e9)) }

    @Test("a name is for the workload that asked, the last that it asked for")
    mutating func perWorkload() {
        #expect(tell("db.example", to: shop, ttl: 60, at: 1))
        #expect(tell("Cache.example", to: cart, ttl: 60, at: 1))
        #expect(answers.name(of: address, for: shop, at: time(2)) == "db.example")
        #expect(answers.name(of: address, for: cart, at: time(2)) == "cache.example")
        #expect(answers.name(of: address, for: .unknown, at: time(2)) == nil)
        #expect(tell("replica.example", to: shop, ttl: 60, at: 3))
        #expect(answers.name(of: address, for: shop, at: time(4)) == "replica.example")
    }

    @Test("it holds for its lifetime after each use, at least five seconds and at most an hour", arguments: [
        (0, 5), (1, 5), (60, 60), (3600, 3600), (86_400, 3600), (.max, 5),
    ] as [(UInt32, Double)])
    mutating func lifetime(ttl: UInt32, lasting: Double) {
        _ = tell("db", to: shop, ttl: ttl, at: 100)
        #expect(answers.name(of: address, for: shop, at: time(100 + lasting)) == "db")
        #expect(answers.name(of: address, for: shop, at: time(100 + 2 * lasting)) == "db")
        #expect(answers.name(of: address, for: shop, at: time(100 + 3 * lasting + 0.001)) == nil)
        #expect(answers.count == 0)
    }

    @Test("other datagrams and loopback addresses change nothing")
    mutating func nothing() {
        #expect(tell("localhost", (127, 0, 0, 1), to: shop, ttl: 60, at: 1))
        #expect(!Array("GET / HTTP/1.1\r\n\r\n".utf8).withUnsafeBytes { answers.observe($0, for: shop, at: time(1)) })
        #expect(!DNSBuilder("db").bytes.withUnsafeBytes { answers.observe($0, for: shop, at: time(1)) })
        #expect(answers.count == 0)
    }

    @Test("when it is full, what is over goes, then what is over first")
    mutating func full() {
        answers = DNSAnswers(limit: 8)
        for host in 1...8 as ClosedRange<UInt8> { _ = tell("h\(host)", (10, 0, 0, host), to: shop, ttl: UInt32(host) * 10, at: 0) }
        _ = tell("new", (10, 0, 0, 9), to: shop, ttl: 60, at: 15)
        #expect(answers.count == 7) // one was over, one more made room
        let names = (1...9).map { answers.name(of: IPAddress(10, 0, 0, $0), for: shop, at: time(15)) }
        #expect(names == [nil, nil, "h3", "h4", "h5", "h6", "h7", "h8", "new"])
    }

    @Test("names of workloads whose numbers are used again are forgotten")
    mutating func forget() {
        _ = tell("db", to: shop, ttl: 60, at: 1)
        _ = tell("db", to: cart, ttl: 60, at: 1)
        answers.forget([shop])
        #expect(answers.name(of: address, for: shop, at: time(1)) == nil)
        #expect(answers.name(of: address, for: cart, at: time(1)) == "db")
    }

    @Test("ports are named for display, by transport", arguments: [
        (53, .udp, "domain"), (53, .tcp, "domain"), (6379, .tcp, "redis"), (6379, .udp, nil), (5050, .tcp, "mesos-master"),
        (64000, .udp, "vxlan"), (80, .unix, nil), (31_000, .tcp, nil),
    ] as [(UInt16, ConnectionEvent.Transport, String?)])
    func ports(_ port: UInt16, _ transport: ConnectionEvent.Transport, name: String?) {
        #expect(WellKnownPorts.name(of: port, transport: transport) == name)
    }
}
