import CEvents

/// The sockets of a pattern as the kernel programs keep them: one record each, from which what is told is copied.
///
/// 32 client workloads speak with 8 services, so that there are 256 flows.
struct Sockets: ~Copyable {
    private let states: UnsafeMutableBufferPointer<weir_connection>
    private let ends: Pattern.Ends

    init(_ pattern: Pattern) {
        ends = pattern.ends
        states = .allocate(capacity: pattern.sockets)
        for conversation in 0..<pattern.conversations {
            if let client = client(conversation) { states.initializeElement(at: client, to: Self.described(conversation, WEIR_CLIENT)) }
            states.initializeElement(at: server(conversation), to: Self.described(conversation, WEIR_SERVER))
        }
    }

    deinit { states.deallocate() }

    subscript(socket: Int) -> weir_connection {
        get { states[socket] }
        nonmutating _modify { yield &states[socket] }
    }

    /// As memory, for the record.
    func bytes(_ socket: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: states[socket...socket]))
    }

    /// `nil` when the client's end is on another host.
    func client(_ conversation: Int) -> Int? { ends == .both ? conversation * 2 : nil }
    func server(_ conversation: Int) -> Int { ends == .both ? conversation * 2 + 1 : conversation }

    private static func described(_ conversation: Int, _ role: Int32) -> weir_connection {
        let isClient = role == WEIR_CLIENT
        let (workload, service) = (conversation % 32, conversation / 32 % 8)
        let client = (address: address(1, UInt8(workload)), port: UInt16(truncatingIfNeeded: 20_000 &+ conversation))
        let server = (address: address(2, UInt8(service)), port: UInt16(8000 + service))
        let sequences = (UInt32(truncatingIfNeeded: conversation &* 64_000 &+ 1), UInt32(truncatingIfNeeded: conversation &+ 77))
        var state = weir_connection()
        state.cookie = UInt64(conversation * 2 + (isClient ? 1 : 2))
        state.family = 2
        state.transport = UInt8(WEIR_TCP)
        state.role = UInt8(role)
        state.process = UInt32(isClient ? 1000 + workload : 2000 + service)
        state.thread = state.process
        state.cgroup_v2 = UInt64(state.process)
        state.network_namespace = 1
        (state.isn_sent, state.isn_received) = isClient ? sequences : (sequences.1, sequences.0)
        (state.local_address, state.local_port) = isClient ? client : server
        (state.remote_address, state.remote_port) = isClient ? server : client
        return state
    }

    /// ::ffff:10.0.a.b
    private static func address(_ a: UInt8, _ b: UInt8) -> (
        UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
    ) {
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, a, b)
    }
}
