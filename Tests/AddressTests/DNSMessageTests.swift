import Events
import Seeded
import Testing

@testable import Workloads

@Suite struct DNSMessageTests {
    @Test("the name that was asked for, in lower case, and its addresses with their lifetimes")
    func addresses() {
        var builder = DNSBuilder("Shop.Example")
        builder.a((10, 0, 0, 1), ttl: 30)
        builder.a((10, 0, 0, 2), of: DNSBuilder.labels("SHOP.example"), ttl: 0x8000_0000)
        #expect(DNSMessage(builder.bytes) == DNSMessage(
            "shop.example", [(IPAddress(10, 0, 0, 1), 30), (IPAddress(10, 0, 0, 2), 0)]))
        var six = DNSBuilder("v6.example", kind: 28)
        six.record(kind: 28, data: [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9])
        #expect(DNSMessage(six.bytes)?.addresses.map(\.address) == [IPAddress(high: 0xfd00 << 48, low: 9)])
    }

    @Test("through aliases the name stays the one asked for; the shortest lifetime on the way counts")
    func aliases() {
        var builder = DNSBuilder("www.example")
        let first = builder.alias("cdn.example", ttl: 20)
        let second = builder.alias("edge.example", of: first, ttl: 300)
        builder.a((10, 0, 0, 1), of: second, ttl: 60)
        builder.a((10, 0, 0, 2), of: first)
        builder.a((10, 0, 0, 3), of: DNSBuilder.labels("other.example"))
        #expect(DNSMessage(builder.bytes) == DNSMessage("www.example", [(IPAddress(10, 0, 0, 1), 20)]))
    }

    @Test("an alias may point into the question, and what is not an address is passed over")
    func pointers() {
        var builder = DNSBuilder("a.example")
        builder.record(kind: 5, data: [1, 0x62] + [0xc0, 14]) // b.example
        let target = builder.here
        builder.record(of: DNSBuilder.labels("b.example"), kind: 16, data: Array("text".utf8))
        builder.record(of: target, kind: 1, data: [1, 2, 3])
        builder.record(of: target, kind: 1, family: 3, data: [10, 0, 0, 9])
        builder.a((10, 0, 0, 1), of: target)
        #expect(DNSMessage(builder.bytes) == DNSMessage("a.example", [(IPAddress(10, 0, 0, 1), 60)]))
    }

    @Test("questions, errors and other kinds are no answers", arguments: [
        DNSBuilder("a.example", flags: 0x0100), DNSBuilder("a.example", flags: 0x8183), DNSBuilder("a.example", flags: 0xa800),
        DNSBuilder("a.example", questions: 0), DNSBuilder("a.example", questions: 2), DNSBuilder("a.example", kind: 16), DNSBuilder(""),
    ])
    func others(_ builder: DNSBuilder) { #expect(DNSMessage(builder.bytes) == nil) }

    @Test("an answer that says it was cut (TC), or of a name that has nothing, is an answer")
    func empty() {
        var cut = DNSBuilder("a.example", flags: 0x8380)
        cut.a((10, 0, 0, 1))
        #expect(DNSMessage(cut.bytes)?.addresses.count == 1)
        #expect(DNSMessage(DNSBuilder("a.example").bytes) == DNSMessage("a.example", []))
    }

    @Test("names of 255 bytes are read, longer ones and those of unprintable bytes are not")
    func names() {
        let label = String(repeating: "x", count: 63)
        let longest = "\(label).\(label).\(label).\(String(repeating: "y", count: 61))"
        #expect(DNSMessage(DNSBuilder(longest).bytes)?.name == longest && longest.utf8.count == 253)
        #expect(DNSMessage(DNSBuilder(longest + "z").bytes) == nil)
        for odd in ["a\u{1b}[31m", "a b", "\u{7f}", "é", "\0"] {
            #expect(DNSMessage(DNSBuilder("x.\(odd).example").bytes) == nil, "\(odd)")
        }
        var dotted = DNSBuilder("a-b.example").bytes
        dotted[14] = UInt8(ascii: ".")
        #expect(DNSMessage(dotted) == nil)
    }

    @Test("a pointer forward, at itself, or into a loop ends the name", arguments: [
        [0xc0, 29], [0xc0, 30], [0xc0, 255], [0xff, 0xff], [0x40, 0], [0x80, 0],
    ] as [[UInt8]])
    func loops(_ owner: [UInt8]) {
        var builder = DNSBuilder("a.example") // 12 + 11 + 4 = 27
        builder.record(of: [1, 0x61] + owner, kind: 1, data: [10, 0, 0, 1])
        builder.a((10, 0, 0, 2))
        #expect(DNSMessage(builder.bytes)?.addresses.isEmpty == true)
        var question = DNSBuilder("a.example").bytes
        question.replaceSubrange(12..<14, with: [0xc0, 12])
        #expect(DNSMessage(question) == nil)
    }

    @Test("cut anywhere, the records that are whole are read")
    func cut() {
        var builder = DNSBuilder("www.example")
        var ends: [Int] = []
        let target = builder.alias("cdn.example")
        for host in 1...5 as ClosedRange<UInt8> {
            builder.a((10, 0, 0, host), of: target)
            ends.append(builder.bytes.count)
        }
        for length in 0...builder.bytes.count {
            let message = DNSMessage(Array(builder.bytes.prefix(length)))
            #expect((message == nil) == (length < 29))
            #expect(message?.addresses.count ?? 0 == ends.count { $0 <= length })
        }
    }

    @Test("changed anywhere, what is read is printable and short", arguments: [61, 62, 63, 64] as [UInt64])
    func mutated(seed: UInt64) {
        var random = SplitMix(state: seed)
        var builder = DNSBuilder("www.shop.example")
        var target = builder.alias("cdn.example")
        target = builder.alias("edge.cdn.example", of: target)
        for host in 1...5 as ClosedRange<UInt8> { builder.a((10, 0, 0, host), of: target) }
        var read = 0
        for _ in 0..<30_000 {
            var bytes = builder.bytes
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = [UInt8(random.below(256)), 0xc0, 0, 63][random.below(4)] }
            bytes.removeLast(random.below(3) == 0 ? random.below(bytes.count) : 0)
            guard let message = DNSMessage(bytes) else { continue }
            read += 1
            #expect((1...253).contains(message.name.utf8.count))
            #expect(message.name.utf8.allSatisfy { 0x21...0x7e ~= $0 && !(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0) })
            #expect(message.addresses.count <= bytes.count / 16)
        }
        #expect(read > 1000)
    }
}

extension DNSMessage {
    fileprivate init(_ name: String, _ addresses: [(IPAddress, UInt32)]) {
        self.init(name: name, addresses: addresses.map { Address(address: $0.0, lifetime: $0.1) })
    }
}
