import Foundation
import Testing

@testable import Conntrack

/// What `/proc` may say, in a directory of the test's own.
final class FakeProc {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("weir-conntrack-\(UUID().uuidString)").path

    /// `elsewhere`: whether this process has another network than process 1; nil: process 1's is not to be seen.
    init(elsewhere: Bool? = false, events: String? = nil) throws {
        for directory in ["self/net", "1/net", "sys/net/netfilter"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(directory)", withIntermediateDirectories: true)
        }
        let (own, host) = ("\(path)/self/net/dev", "\(path)/1/net/dev")
        try Data().write(to: URL(fileURLWithPath: own))
        if elsewhere == true { try Data().write(to: URL(fileURLWithPath: host)) }
        if elsewhere == false { try FileManager.default.linkItem(atPath: own, toPath: host) }
        if let events { try Data(events.utf8).write(to: URL(fileURLWithPath: "\(path)/sys/net/netfilter/nf_conntrack_events")) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite struct NetworkFactsTests {
    @Test("another namespace than process 1's is elsewhere; where it cannot be seen, it is not", arguments: [true, false, nil])
    func namespaces(elsewhere: Bool?) throws {
        let proc = try FakeProc(elsewhere: elsewhere)
        withExtendedLifetime(proc) { #expect(NetworkFacts.isElsewhere(proc.path) == (elsewhere ?? false)) }
    }

    @Test("events are off at 0 only", arguments: [
        ("0\n", true), ("1\n", false), ("2\n", false), ("", false), (nil, false),
    ] as [(String?, Bool)])
    func events(_ text: String?, areOff: Bool) throws {
        let proc = try FakeProc(events: text)
        withExtendedLifetime(proc) { #expect(NetworkFacts.areEventsOff(proc.path) == areOff) }
    }

    @Test("a reason that is known is said before anything is opened")
    func reasons() throws {
        let elsewhere = try FakeProc(elsewhere: true, events: "0\n")
        withExtendedLifetime(elsewhere) {
            #expect(throws: ConntrackAbsence.otherNamespace) { try ConntrackListener(.host, proc: elsewhere.path) }
            #expect(throws: ConntrackAbsence.eventsOff) { try ConntrackListener(.own, proc: elsewhere.path) }
        }
    }

    @Test("what sockets and requests are refused with is a reason")
    func errors() {
        let reasons: [(Int32, ConntrackAbsence)] = [
            (EPERM, .notPermitted), (EPROTONOSUPPORT, .notInKernel), (EINVAL, .notInKernel), (ENOMEM, .failed(errno: ENOMEM)),
        ]
        for (errno, reason) in reasons { #expect(ConntrackAbsence(errno: errno) == reason) }
        #expect("\(ConntrackAbsence.notPermitted)" == "no permission to follow conntrack (CAP_NET_ADMIN)")
    }
}
