import CEvents

extension Target {
    /// From records to what is printed, as `Pipeline` does it, with small tables: hostile records in any order, ticks between them.
    static let track = Target(name: "track", seeds: trackSeeds) { bytes in
        var input = FuzzInput(bytes)
        let session = TrackSession(mode: TrackMode(rawValue: input.byte()))
        while !input.isEmpty { session.step(&input) }
        session.finish()
    }

    /// In each mode a little of every operation, and records alone, of which the fuzzer takes what it can use.
    private static var trackSeeds: [[UInt8]] {
        var operations: [UInt8] = []
        var records: [UInt8] = []
        for number: UInt8 in 0...255 { operations += [number, 1, 2, 3, 4, 5, 6, 7] }
        for number: UInt8 in 0..<40 { records += [0, number % 4, number * 5, number % 4, number, 0, 0, 31] }
        var seeds: [[UInt8]] = []
        for mode: UInt8 in 0..<8 { seeds += [[mode] + operations.dropFirst(256 * Int(mode)).prefix(256), [mode] + records] }
        return seeds
    }
}

/// How one session is set up: bits of its first byte.
struct TrackMode: OptionSet {
    let rawValue: UInt8
    /// No end finds another: then every event's news must be in the reports.
    static let lonely = TrackMode(rawValue: 1)
    /// No payload: then no decoder takes a response back either.
    static let plain = TrackMode(rawValue: 2)
    static let tellsRequests = TrackMode(rawValue: 4)
    static let fewConnections = TrackMode(rawValue: 8)
    static let fewFlows = TrackMode(rawValue: 16)
    static let fewNames = TrackMode(rawValue: 32)
    static let onePort = TrackMode(rawValue: 64)
}

extension HostileRecord {
    /// One that keeps to the mode.
    init(_ input: inout FuzzInput, _ mode: TrackMode) {
        self.init(&input)
        if mode.contains(.plain) { payload = [] }
        guard mode.contains(.lonely) else { return }
        patches = []
        (wire.isn_sent, wire.isn_received, wire.peer_cookie) = (0, 0, 0)
        if wire.transport == UInt8(WEIR_UDP) { wire.local_port = 0 }
        if wire.transport == UInt8(WEIR_UNIX) { wire.role = UInt8(WEIR_ROLE_UNKNOWN) }
    }
}
