import NIOCore
import Synchronization

/// The messages that wait for one reader. Any thread offers, the channel's loop takes.
final class EventSubscription: Sendable {
    private let channel: any Channel
    private let limits: WebLimits
    private let queue = Mutex(Queue())

    private struct Queue: Sendable {
        var messages: [ByteBuffer] = []
        /// Of `messages`, those before it were taken.
        var taken = 0
        var bytes = 0
        /// The loop knows that there is something, or waits for the reader.
        var isAnnounced = false
        /// The reader's socket takes no more.
        var isStuck = false
        var isOverrun = false
        var lost: UInt64 = 0
    }

    /// There is something to take.
    struct Announcement: Sendable {}

    enum Next {
        case message(ByteBuffer)
        /// So many were not kept: they came faster than the loop took them.
        case lost(UInt64)
        /// The reader does not keep up.
        case overrun
        case nothing
    }

    init(_ channel: any Channel, _ limits: WebLimits) {
        self.channel = channel
        self.limits = limits
    }

    func offer(_ message: ByteBuffer) {
        let announces = queue.withLock { queue in
            let waiting = queue.messages.count - queue.taken
            if waiting < limits.streamMessages, queue.bytes + message.readableBytes <= limits.streamBytes {
                queue.messages.append(message)
                queue.bytes += message.readableBytes
            } else if queue.isStuck, !queue.isOverrun {
                // It is the reader's fault: it is dropped. Otherwise it is the publisher's haste: the reader is told.
                queue.isOverrun = true
                queue.isAnnounced = true
                return true
            } else {
                queue.lost &+= 1
            }
            defer { queue.isAnnounced = true }
            return !queue.isAnnounced
        }
        if announces { channel.pipeline.fireUserInboundEventTriggered(Announcement()) }
    }

    func next() -> Next {
        queue.withLock { queue in
            queue.isStuck = false
            if queue.isOverrun { return .overrun }
            if queue.taken < queue.messages.count {
                let message = queue.messages[queue.taken]
                queue.taken += 1
                queue.bytes -= message.readableBytes
                if queue.taken == queue.messages.count || queue.taken == 256 {
                    queue.messages.removeFirst(queue.taken)
                    queue.taken = 0
                }
                return .message(message)
            }
            defer { queue.lost = 0 }
            if queue.lost > 0 { return .lost(queue.lost) }
            queue.isAnnounced = false
            return .nothing
        }
    }

    /// The socket is full; the loop comes back when it is not. False: too much waits already.
    func wait() -> Bool {
        queue.withLock { queue in
            queue.isStuck = true
            return !queue.isOverrun
        }
    }
}
