import Foundation
import Seeded
import Testing

@testable import Events

@Suite struct IPAddressTextTests {
    @Test("every form of the standard is read", arguments: [
        ("10.0.0.255", 0, 0xffff_0a00_00ff), ("0.0.0.0", 0, 0xffff_0000_0000), ("255.255.255.255", 0, 0xffff_ffff_ffff),
        ("::", 0, 0), ("::1", 0, 1), ("1::", 0x0001_0000_0000_0000, 0), ("2001:DB8::A", 0x2001_0db8_0000_0000, 0xa),
        ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004, 0x0005_0006_0007_0008),
        ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004, 0x0005_0006_0007_0000),
        ("::2:3:4:5:6:7:8", 0x0000_0002_0003_0004, 0x0005_0006_0007_0008), ("::ffff:10.0.0.1", 0, 0xffff_0a00_0001),
        ("::ffff:a00:1", 0, 0xffff_0a00_0001), ("64:ff9b::192.0.2.33", 0x0064_ff9b_0000_0000, 0xc000_0221),
        ("1:2:3:4:5:6:1.2.3.4", 0x0001_0002_0003_0004, 0x0005_0006_0102_0304), ("::1.2.3.4", 0, 0x0102_0304),
        ("fe80::0001", 0xfe80_0000_0000_0000, 1),
    ] as [(String, UInt64, UInt64)])
    func read(_ text: String, high: UInt64, low: UInt64) {
        #expect(IPAddress(text: text) == IPAddress(high: high, low: low))
    }

    @Test("anything else is no address", arguments: [
        "", ".", ":", ":::", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-4", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4:80",
        "10.0.0.0/8",
        "1.2.3.4%eth0", "fe80::1%eth0", "fe80::1%", "::1/128", "[::1]", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8", "12345::", "::g", ":1", "1:", "1:2:3:4:5:6:7:", "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4",
        "localhost", "::\u{661}", "1.2.3.\u{664}", "0x1.2.3.4", "::ffff:1.2.3.04", "1..2.3",
    ])
    func refused(_ text: String) { #expect(IPAddress(text: text) == nil) }

    @Test("what is written is read as the same", arguments: [31, 32, 33] as [UInt64])
    func roundTrip(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<5000 {
            let holes = random.next() & random.next()
            func word() -> UInt64 { (0..<4).reduce(0) { $0 << 16 | (holes >> UInt64($1) & 1 == 0 ? 0 : UInt64(random.below(65_536))) } }
            let isIPv4 = random.below(3) == 0
            let address = IPAddress(high: isIPv4 ? 0 : word(), low: isIPv4 ? 0xffff_0000_0000 | random.next() >> 32 : word())
            #expect(IPAddress(text: address.description) == address)
            #expect(IPAddress(text: address.description.uppercased()) == address)
        }
    }

    /// Of texts that look like addresses, those that the C library takes, and as it reads them.
    @Test("it agrees with inet_pton", arguments: [41, 42, 43] as [UInt64])
    func agreement(seed: UInt64) {
        var random = SplitMix(state: seed)
        let pieces = ["::", ":", ".", "0", "1", "25", "255", "256", "f", "ffff", "abcd", "1.2.3.4", "%1", "00", "12345"]
        var taken = 0
        for _ in 0..<30_000 {
            let text = (0..<(1 + random.below(15))).map { _ in pieces[random.below(pieces.count)] }.joined()
            let address = IPAddress(text: text)
            #expect(address == Self.library(text), "\(text)")
            taken += address == nil ? 0 : 1
        }
        #expect(taken > 50)
    }

    private static func library(_ text: String) -> IPAddress? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            return IPAddress(high: 0, low: 0xffff_0000_0000 | UInt64(UInt32(bigEndian: four.s_addr)))
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        return withUnsafeBytes(of: six) {
            IPAddress(
                high: UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }
}
