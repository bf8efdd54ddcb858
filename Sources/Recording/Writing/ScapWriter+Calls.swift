import Events

// A call's two halves. The half that exits repeats the values of the one that enters, in the count that every reader takes: readers of
// today need no pair then, old ones ignore the surplus.
extension ScapWriter {
    func enter(_ call: CallEvent, as shape: CallShape?, _ moment: Moment) {
        let (first, second, third, fourth, fifth, sixth) = call.arguments
        switch shape {
        case .read, .write, .recvfrom:
            begin(shape, moment, 2)
            put(fd: first)
            put(size: third)
        case .writev:
            begin(shape, moment, 2)
            put(fd: first)
            put(moved: call)
        case .sendto, .sendmsg:
            begin(shape, moment, 3)
            put(fd: first)
            shape == .sendto ? put(size: third) : put(moved: call)
            put(sentTo: call, as: shape)
        case .readv, .recvmsg, .close, .dup, .bind:
            begin(shape, moment, 1)
            put(fd: first)
        case .fcntl:
            begin(shape, moment, 2)
            put(fd: first)
            put(Self.controlCommand(second))
        case .sendfile:
            begin(shape, moment, 4)
            put(fd: first)
            put(fd: second)
            put(UInt64(0))
            put(fourth)
        case .splice:
            begin(shape, moment, 4)
            put(fd: first)
            put(fd: third)
            put(fifth)
            put(UInt32(truncatingIfNeeded: sixth))
        case .socket, .socketpair:
            begin(shape, moment, 3)
            for value in [first, second, third] { put(UInt32(truncatingIfNeeded: value)) }
        case .connect:
            begin(shape, moment, 2)
            put(fd: first)
            put(SocketAddress(call.payload))
        case .accept, .closeRange:
            begin(shape, moment, 0)
        case .accept4:
            begin(shape, moment, 1)
            put(Int32(truncatingIfNeeded: fourth))
        case .listen:
            begin(shape, moment, 2)
            put(fd: first)
            put(Int32(truncatingIfNeeded: second))
        case .shutdown:
            begin(shape, moment, 2)
            put(fd: first)
            put(UInt8(truncatingIfNeeded: second))
        case nil:
            beginEvent(CallShape.generic, moment, count: 2)
            put(UInt16(0))
            put(UInt16(truncatingIfNeeded: call.number))
        }
        endEvent()
    }

    /// `data`: what of the payload is kept. `path`: of the unix socket that accepted. `trailer`: see `endEvent`.
    func exit(
        _ call: CallEvent, as shape: CallShape?, _ moment: Moment, data: UnsafeRawBufferPointer, path: String,
        trailer: UnsafeRawBufferPointer
    ) {
        let (first, second, third, fourth, fifth, sixth) = call.arguments
        switch shape {
        case .read, .write:
            beginExit(shape, moment, 4, call)
            put(data)
            put(fd: first)
            put(size: third)
        case .readv:
            beginExit(shape, moment, 4, call)
            put(moved: call)
            put(data)
            put(fd: first)
        case .writev:
            beginExit(shape, moment, 4, call)
            put(data)
            put(fd: first)
            put(moved: call)
        case .sendto, .sendmsg:
            beginExit(shape, moment, 5, call)
            put(data)
            put(fd: first)
            shape == .sendto ? put(size: third) : put(moved: call)
            put(sentTo: call, as: shape)
        case .recvfrom:
            beginExit(shape, moment, 5, call)
            put(data)
            put(receivedFrom: call, as: shape)
            put(fd: first)
            put(size: third)
        case .recvmsg:
            beginExit(shape, moment, 6, call)
            put(moved: call)
            put(data)
            put(receivedFrom: call, as: shape)
            putNothing()
            put(fd: first)
        case .close:
            beginExit(shape, moment, 2, call)
            put(fd: first)
        case .dup:
            beginExit(shape, moment, 1, call)
        case .fcntl:
            beginExit(shape, moment, 3, call)
            put(fd: first)
            put(Self.controlCommand(second))
        case .closeRange:
            beginExit(shape, moment, 4, call)
            for value in [first, second, third] { put(UInt32(truncatingIfNeeded: value)) }
        case .sendfile:
            beginExit(shape, moment, 5, call)
            put(UInt64(0))
            put(fd: first)
            put(fd: second)
            put(fourth)
        case .splice:
            beginExit(shape, moment, 5, call)
            put(fd: first)
            put(fd: third)
            put(fifth)
            put(UInt32(truncatingIfNeeded: sixth))
        case .socket:
            beginExit(shape, moment, 4, call)
            for value in [first, second, third] { put(UInt32(truncatingIfNeeded: value)) }
        case .socketpair:
            beginExit(shape, moment, 8, call)
            let pair = call.pair
            for end in [pair?.first, pair?.second] { put(Int64(end ?? -1)) }
            for end in [pair?.first, pair?.second] { put(end.map { Self.name(of: $0, call) } ?? 0) }
            for value in [first, second, third] { put(UInt32(truncatingIfNeeded: value)) }
        case .connect:
            beginExit(shape, moment, 4, call)
            put(connected: call)
            put(fd: first)
            put(SocketAddress(call.payload))
        case .accept, .accept4:
            beginExit(shape, moment, 5, call)
            put(accepted: call, path)
            put(UInt8(0))
            put(UInt32(0))
            put(UInt32(0))
        case .bind:
            beginExit(shape, moment, 3, call)
            put(SocketAddress(call.payload))
            put(fd: first)
        case .listen:
            beginExit(shape, moment, 3, call)
            put(fd: first)
            put(Int32(truncatingIfNeeded: second))
        case .shutdown:
            beginExit(shape, moment, 3, call)
            put(fd: first)
            put(UInt8(truncatingIfNeeded: second))
        case nil:
            beginEvent(CallShape.generic + 1, moment, count: 2)
            put(UInt16(0))
            put(UInt16(truncatingIfNeeded: call.number))
        }
        endEvent(trailer: trailer)
    }

    private func begin(_ shape: CallShape?, _ moment: Moment, _ count: Int) {
        beginEvent(shape?.type ?? CallShape.generic, moment, count: count)
    }

    /// Every exit begins with the result: bytes, a descriptor, or a negative errno.
    private func beginExit(_ shape: CallShape?, _ moment: Moment, _ count: Int, _ call: CallEvent) {
        beginEvent((shape?.type ?? CallShape.generic) + 1, moment, count: count)
        put(call.outcome)
    }
}
