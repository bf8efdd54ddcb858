import Events
import Testing

@Suite struct IPAddressTests {
    /// RFC 5952, sections 4 and 5, and RFC 4291, 2.2.
    @Test(arguments: [
        (0x0000_0000_0000_0000, 0x0000_0000_0000_0000, "::"),
        (0x0000_0000_0000_0000, 0x0000_0000_0000_0001, "::1"),
        (0x2001_0db8_0000_0000, 0x0000_0000_0000_0001, "2001:db8::1"),
        (0x2001_0db8_0000_0000, 0x0001_0000_0000_0001, "2001:db8::1:0:0:1"),
        (0x2001_0db8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
        (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
        (0x2001_0db8_aaaa_bbbb, 0xcccc_dddd_eeee_0001, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
        (0x2001_0db8_0000_0000, 0x0000_0000_0000_0000, "2001:db8::"),
        (0x0000_0000_0000_0000, 0x0001_0002_0003_0004, "::1:2:3:4"),
        (0x0001_0002_0003_0004, 0x0005_0006_0007_0000, "1:2:3:4:5:6:7:0"),
        (0x0000_0002_0003_0004, 0x0005_0006_0007_0008, "0:2:3:4:5:6:7:8"),
        (0xfe80_0000_0000_0000, 0x0202_b3ff_fe1e_8329, "fe80::202:b3ff:fe1e:8329"),
        (0x0000_0000_0000_0000, 0x0000_ffff_c000_0201, "192.0.2.1"),
        (0x0000_0000_0000_0000, 0x0000_ffff_0000_0000, "0.0.0.0"),
    ] as [(UInt64, UInt64, String)])
    func addressesAreWrittenAsTheStandardSays(high: UInt64, low: UInt64, text: String) {
        #expect(IPAddress(high: high, low: low).description == text)
    }

    @Test func mappedAddressIsTheIPv4Address() {
        let address = IPAddress(192, 0, 2, 255)
        #expect(address == IPAddress(high: 0, low: 0xffff_c000_02ff))
        #expect(address.isIPv4)
        #expect(address.description == "192.0.2.255")
        #expect(IPAddress(high: 0, low: 1).isIPv4 == false)
    }

    @Test func loopbackAndUnspecifiedAreKnownInBothFamilies() {
        #expect(IPAddress(127, 0, 0, 1).isLoopback)
        #expect(IPAddress(127, 255, 0, 1).isLoopback)
        #expect(IPAddress(high: 0, low: 1).isLoopback)
        #expect(IPAddress(128, 0, 0, 1).isLoopback == false)
        #expect(IPAddress(high: 1, low: 1).isLoopback == false)
        #expect(IPAddress(0, 0, 0, 0).isUnspecified)
        #expect(IPAddress(high: 0, low: 0).isUnspecified)
        #expect(IPAddress(0, 0, 0, 1).isUnspecified == false)
    }
}
