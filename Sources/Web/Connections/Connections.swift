import NIOCore
import NIOSSL

/// All connections of a server. On its loop only.
final class Connections {
    let site: Site
    private let loop: any EventLoop
    private var all: [ObjectIdentifier: Connection] = [:]
    private var isWatching = false
    private var leaving: EventLoopPromise<Void>?
    /// Of answers that wait for their readers.
    private(set) var unsentBytes = 0
    private var streams = 0

    init(_ site: Site, _ loop: any EventLoop) {
        self.site = site
        self.loop = loop
    }

    var isLeaving: Bool { leaving != nil }

    /// A new channel: gets a handler, or is closed where there is no room.
    func accept(_ channel: any Channel, _ origin: ConnectionOrigin, _ tls: NIOSSLContext?) throws {
        site.ledger.change { $0.acceptedConnections &+= 1 }
        guard !isLeaving, hasRoom() else { return try turnAway(channel, isTLS: tls != nil) }
        let connection = Connection(site, self, channel, origin)
        if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
        try channel.pipeline.syncOperations.addHandler(connection)
        all[ObjectIdentifier(connection)] = connection
        publishCounts()
        watch()
    }

    func remove(_ connection: Connection) {
        guard all.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        publishCounts()
        if all.isEmpty { leaving?.succeed() }
    }

    /// A place for a stream, or false.
    func takeStream() -> Bool {
        guard streams < site.limits.streams else { return false }
        streams += 1
        publishCounts()
        return true
    }

    func returnStream() {
        streams -= 1
        publishCounts()
    }

    /// Room for an answer to wait in. One is always let through, and small ones: it is by a small one that the others are refused.
    func takeUnsent(_ bytes: Int) -> Bool {
        guard unsentBytes == 0 || bytes <= 4 << 10 || unsentBytes + bytes <= site.limits.unsent else { return false }
        unsentBytes += bytes
        return true
    }

    func returnUnsent(_ bytes: Int) { unsentBytes -= bytes }

    /// Done when all have gone, by themselves or after `patience`.
    func leave(within patience: Duration) -> EventLoopFuture<Void> {
        if let leaving { return leaving.futureResult }
        let promise = loop.makePromise(of: Void.self)
        leaving = promise
        guard !all.isEmpty else {
            promise.succeed()
            return promise.futureResult
        }
        for connection in all.values { connection.leave() }
        loop.assumeIsolated().scheduleTask(in: TimeAmount(patience)) { [self] in
            for connection in Array(all.values) { connection.abandon() }
        }
        return promise.futureResult
    }

    /// The idle client that has been so for longest makes room.
    private func hasRoom() -> Bool {
        guard all.count >= site.limits.connections else { return true }
        guard let oldest = all.values.filter(\.isIdle).min(by: { $0.stateSince < $1.stateSince }) else { return false }
        site.ledger.change { $0.droppedIdle &+= 1 }
        oldest.abandon()
        return true
    }

    private func turnAway(_ channel: any Channel, isTLS: Bool) throws {
        site.ledger.change {
            $0.refused[.connections, default: 0] &+= 1
            $0.count(status: 503)
        }
        try channel.pipeline.syncOperations.addHandler(TurningAway(speaks: !isTLS))
    }

    /// Deadlines of all, by one timer that rests while there is nobody.
    private func watch() {
        guard !isWatching, !all.isEmpty else { return }
        isWatching = true
        loop.assumeIsolated().scheduleTask(in: .milliseconds(250)) { [self] in
            isWatching = false
            let now = NIODeadline.now()
            for connection in Array(all.values) { connection.check(now) }
            watch()
        }
    }

    private func publishCounts() {
        let (connections, streams) = (all.count, streams)
        site.ledger.change {
            $0.openConnections = connections
            $0.openStreams = streams
        }
    }
}
