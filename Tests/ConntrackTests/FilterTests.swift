import CConntrack
import Events
import Foundation
import Testing

@testable import Conntrack

/// The kernel's filter by itself: on a pair of datagram sockets, where it sees the same bytes as on a netlink socket.
@Suite struct FilterTests {
    private let sending: Int32
    private let receiving: Int32

    init() throws {
        var pair: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0, &pair) == 0)
        (sending, receiving) = (pair[0], pair[1])
        #expect(weir_conntrack_filter(receiving) == 0)
    }

    private func passes(_ message: [UInt8]) -> Bool {
        #expect(send(sending, message, message.count, 0) == message.count)
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(receiving, &bytes, bytes.count, 0)
        if count > 0 { #expect(Array(bytes.prefix(count)) == message) }
        return count > 0
    }

    /// IPS_SRC_NAT and IPS_DST_NAT are 0x10 and 0x20.
    private func told(_ translation: Translation, status: UInt32?) -> [UInt8] {
        var told = ToldConnection(translation)
        told.others = status.map { [(UInt16(3), $0.network)] } ?? []
        return told.begun()
    }

    private static let six = (1...3).map { Endpoint(address: IPAddress(high: 0xfd00 << 48, low: UInt64($0) << 40 | 7), port: UInt16($0)) }

    private static func ipv6(answering server: Endpoint) -> Translation {
        Translation(
            transport: .tcp, original: .init(source: six[0], destination: six[1]), reply: .init(source: server, destination: six[0]))
    }

    @Test("a connection that the status calls translated passes, whichever way", arguments: [0x10, 0x20, 0x1b8, 0x19a] as [UInt32])
    func status(_ status: UInt32) {
        defer { close() }
        #expect(passes(told(.redirected(), status: status)))
        #expect(passes(told(Self.ipv6(answering: Self.six[1]), status: status)))
    }

    @Test("one that nobody translates does not pass")
    func untranslated() {
        defer { close() }
        #expect(!passes(told(.redirected(to: .ten(99, 80)), status: 0x188)))
        #expect(!passes(told(Self.ipv6(answering: Self.six[1]), status: 0x188)))
    }

    @Test("one that IPVS redirects passes, though its status says nothing")
    func ipvs() {
        defer { close() }
        #expect(passes(told(.redirected(), status: 0x188)))
        #expect(passes(told(Self.ipv6(answering: Self.six[2]), status: 0x188)))
        for word in 0..<4 {
            var other = Self.six[1]
            if word < 2 { other.address.high ^= 1 << UInt64(word * 32) } else { other.address.low ^= 1 << UInt64(word * 32 - 64) }
            #expect(passes(told(Self.ipv6(answering: other), status: 0x188)), "word \(word)")
        }
    }

    @Test("what lacks something passes: the reader will tell")
    func incomplete() {
        defer { close() }
        #expect(passes(told(.redirected(to: .ten(99, 80)), status: nil)))
        var message = NetlinkBuilder()
        message.message(0x0100, [2, 0, 0, 0] + [8, 0, 3, 0, 0, 0, 1, 0x88])
        #expect(passes(message.bytes))
    }

    private func close() {
        Glibc.close(sending)
        Glibc.close(receiving)
    }
}
