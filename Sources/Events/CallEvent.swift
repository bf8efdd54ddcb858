internal import CEvents

/// One system call on a socket: the story of descriptors, of which recordings are made.
///
/// A view into the record: valid while that is.
public struct CallEvent {
    private let wire: UnsafePointer<weir_call>
    /// How the data begins; of connect and bind the socket address; of socketpair the two descriptors.
    public let payload: UnsafeRawBufferPointer

    /// `record` has been checked to hold a whole call and its payload.
    init(_ record: UnsafeRawBufferPointer, at base: UnsafeRawPointer, payloadLength: Int) {
        wire = base.assumingMemoryBound(to: weir_call.self)
        let size = MemoryLayout<weir_call>.size
        payload = UnsafeRawBufferPointer(rebasing: record[size..<(size + payloadLength)])
    }

    /// When it ended.
    public var time: MonotonicTime { MonotonicTime(nanoseconds: wire.pointee.header.time) }
    /// When it began; `nil`: before the capture.
    public var entered: MonotonicTime? { .init(wire: wire.pointee.entered) }
    /// Bytes, a descriptor, or a negative errno.
    public var result: Int64 { wire.pointee.result }
    /// Of x86-64; of i386 when `isCompat`.
    public var number: Int { Int(wire.pointee.number) }
    public var isCompat: Bool { Int32(wire.pointee.flags) & WEIR_CALL_COMPAT != 0 }
    public var arguments: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) { wire.pointee.arguments }
    /// That it was about, or has made.
    public var descriptor: Int32? { wire.pointee.descriptor < 0 ? nil : wire.pointee.descriptor }
    /// Of the socket, as in `/proc/PID/fd`.
    public var inode: UInt64? { wire.pointee.inode == 0 ? nil : wire.pointee.inode }
    public var process: ProcessID { wire.pointee.process }
    public var thread: UInt32 { wire.pointee.thread }
    /// `nil`: another.
    public var transport: ConnectionEvent.Transport? { ConnectionEvent.Transport(rawValue: wire.pointee.transport) }
    /// AF_*.
    public var family: UInt16 { wire.pointee.family }
    public var local: Endpoint { Endpoint(address: IPAddress(wire.pointee.local_address), port: wire.pointee.local_port) }
    public var remote: Endpoint { Endpoint(address: IPAddress(wire.pointee.remote_address), port: wire.pointee.remote_port) }

    /// As the manual writes it; `nil` for a number that no story is told of.
    public var name: String? { isCompat ? nil : Self.names[number] }

    /// arch/x86/entry/syscalls/syscall_64.tbl
    private static let names = [
        0: "read", 1: "write", 3: "close", 19: "readv", 20: "writev", 32: "dup", 33: "dup2", 40: "sendfile", 41: "socket", 42: "connect",
        43: "accept", 44: "sendto", 45: "recvfrom", 46: "sendmsg", 47: "recvmsg", 48: "shutdown", 49: "bind", 50: "listen",
        53: "socketpair", 72: "fcntl", 275: "splice", 288: "accept4", 292: "dup3", 299: "recvmmsg", 307: "sendmmsg", 327: "preadv2",
        328: "pwritev2", 436: "close_range",
    ]
}
