import Events
@testable import Recording
import Testing

@Suite struct AddressTests {
    private static let sixteen: [UInt8] = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x17]
    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 2]
    private static let tuple4: [UInt8] = [2, 10, 0, 0, 1] + littleEndian(UInt16(4000)) + [10, 0, 0, 2] + littleEndian(UInt16(80))
    private static let tuple6: [UInt8] = [10] + sixteen + littleEndian(UInt16(4000)) + mapped + littleEndian(UInt16(80))
    private static let sockets = littleEndian(UInt64(0xffff_8800_0000_0001)) + littleEndian(UInt64(2))
    private static let tupleUnix: [UInt8] = [1] + sockets + cString("/run/a.sock")

    @Test func tupleOfIPv4HasTwoEnds() {
        withPlaced(Self.tuple4) { bytes in
            let tuple = ScapTuple(bytes)
            #expect(tuple?.family == 2)
            #expect(tuple?.source == Endpoint(address: IPAddress(10, 0, 0, 1), port: 4000))
            #expect(tuple?.destination == Endpoint(address: IPAddress(10, 0, 0, 2), port: 80))
            #expect(tuple?.path.isEmpty == true)
            #expect(tuple?.text == "10.0.0.1:4000->10.0.0.2:80")
        }
    }

    @Test func mappedAddressOfAnIPv6TupleIsTheIPv4Address() {
        withPlaced(Self.tuple6) { bytes in
            let tuple = ScapTuple(bytes)
            #expect(tuple?.family == 10)
            #expect(tuple?.source == Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 0x17), port: 4000))
            #expect(tuple?.destination == Endpoint(address: IPAddress(10, 0, 0, 2), port: 80))
            #expect(tuple?.text == "[2001:db8::17]:4000->10.0.0.2:80")
        }
    }

    @Test func unixTupleNamesItsSocketsAndThePath() {
        withPlaced(Self.tupleUnix) { bytes in
            let tuple = ScapTuple(bytes)
            #expect(tuple?.sourceAddress == 0xffff_8800_0000_0001)
            #expect(tuple?.destinationAddress == 2)
            #expect(tuple.map { Array($0.path) } == Array("/run/a.sock".utf8))
            #expect(tuple?.source.address.isUnspecified == true)
            #expect(tuple?.text == "ffff880000000001->2 /run/a.sock")
        }
        withPlaced(Array(Self.tupleUnix.prefix(17))) { bytes in #expect(ScapTuple(bytes)?.text == "ffff880000000001->2") }
        withPlaced(Array(Self.tupleUnix.dropLast())) { bytes in #expect(ScapTuple(bytes)?.path.count == 11) }
    }

    @Test(arguments: [(tuple4, 13), (tuple6, 37), (tupleUnix, 17)])
    func tupleCutShortIsNone(tuple: [UInt8], needed: Int) {
        for length in 0..<tuple.count {
            #expect(withPlaced(Array(tuple[..<length])) { ScapTuple($0) != nil } == (length >= needed))
        }
        #expect(withPlaced(tuple + [9, 9]) { ScapTuple($0) != nil })
    }

    @Test func addressesOfEachFamilyAreRead() {
        let cases: [([UInt8], String, Int)] = [
            ([2, 192, 0, 2, 1] + littleEndian(UInt16(443)), "192.0.2.1:443", 7),
            ([10] + Self.sixteen + littleEndian(UInt16(53)), "[2001:db8::17]:53", 19),
            ([10] + Self.mapped + littleEndian(UInt16(53)), "10.0.0.2:53", 19),
            ([1] + Array("@abstract\0rest".utf8), "@abstract", 1),
        ]
        for (bytes, text, needed) in cases {
            #expect(withPlaced(bytes) { ScapAddress($0)?.text } == text)
            for length in 0..<bytes.count {
                #expect(withPlaced(Array(bytes[..<length])) { ScapAddress($0) != nil } == (length >= needed))
            }
        }
    }

    @Test func otherFamiliesAreNone() {
        for family in UInt8.min...UInt8.max where ![1, 2, 10].contains(family) {
            let bytes = [family] + [UInt8](repeating: 1, count: 40)
            #expect(withPlaced(bytes) { ScapTuple($0) == nil && ScapAddress($0) == nil })
        }
    }
}
