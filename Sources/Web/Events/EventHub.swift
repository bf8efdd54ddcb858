import NIOCore
import Synchronization

/// Named streams of messages, from any thread to whoever listens by HTTP. Publishing never waits for a reader.
///
/// A name exists while somebody listens to it, so names may have parameters in them.
public final class EventHub: Sendable {
    private let count = Atomic(0)
    private let subscriptions = Mutex<[String: [EventSubscription]]>([:])

    public init() {}

    /// Whether anybody listens to anything. One load: ask before making messages.
    public var hasSubscribers: Bool { count.load(ordering: .relaxed) > 0 }

    public func hasSubscribers(to name: String) -> Bool {
        hasSubscribers && subscriptions.withLock { $0[name] != nil }
    }

    /// All that are listened to, sorted; at most as many as there may be streams.
    public var names: [String] {
        hasSubscribers ? subscriptions.withLock { $0.keys.sorted() } : []
    }

    /// `message` is made only if somebody listens. It may have lines.
    public func publish(_ message: @autoclosure () -> String, to name: String) {
        guard hasSubscribers else { return }
        let readers = subscriptions.withLock { $0[name] ?? [] }
        guard !readers.isEmpty else { return }
        let bytes = EventText.event(message())
        for reader in readers { reader.offer(bytes) }
    }

    func subscribe(_ channel: any Channel, to name: String, _ limits: WebLimits) -> EventSubscription {
        let subscription = EventSubscription(channel, limits)
        subscriptions.withLock { $0[name, default: []].append(subscription) }
        count.add(1, ordering: .relaxed)
        return subscription
    }

    func end(_ subscription: EventSubscription, of name: String) {
        subscriptions.withLock { all in
            all[name]?.removeAll { $0 === subscription }
            if all[name]?.isEmpty == true { all[name] = nil }
        }
        count.subtract(1, ordering: .relaxed)
    }
}

/// Server-sent events as text (HTML standard, section 9.2).
enum EventText {
    static func event(_ message: String) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.reserveCapacity(message.utf8.count + 8)
        for line in message.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            bytes.writeStaticString("data: ")
            bytes.writeSubstring(Substring(line))
            bytes.writeStaticString("\n")
        }
        bytes.writeStaticString("\n")
        return bytes
    }

    static func comment(_ text: String) -> ByteBuffer { ByteBuffer(string: ": \(text)\n\n") }

    /// Not silently.
    static func lost(_ count: UInt64) -> ByteBuffer { ByteBuffer(string: "event: lost\ndata: \(count)\n\n") }
}
