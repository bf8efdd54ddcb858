import AsyncHTTPClient
import NIOCore
import Synchronization

extension DockerEngine {
    private static let largestEvent = 1 << 20

    /// One subscription from its beginning to its end; returns why it ended.
    func follow(_ client: DockerClient, _ tell: DockerTelling, since: inout Int64) async -> DockerError {
        do {
            let body = try await client.events(since: since)
            count(\.connections)
            logger.info("following the containers of \(socket)")
            let (wishes, wish) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            wish.yield()
            // What happens while no one listens is asked for next time.
            since = HostFiles.unixTime() - 1
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await self.read(body, tell) { wish.yield() }
                    wish.finish() // what is wished for is still listed: a stream that ends at once says little about the rest
                }
                group.addTask { try await self.list(client, tell, wishes) }
                defer { group.cancelAll() }
                while try await group.next() != nil {}
            }
            return .badAnswer("GET /events: ended")
        } catch {
            return client.meaning(of: error, in: "GET /events")
        }
    }

    private func read(_ body: HTTPClientResponse.Body, _ tell: DockerTelling, wishListing: () -> Void) async throws {
        var lines = LineAssembler(limit: Self.largestEvent)
        for try await buffer in body {
            let before = lines.dropped
            for line in lines.append(buffer.readableBytesView) {
                guard let event = event(line) else { continue }
                hand([event.update], to: tell)
                if event.wantsListing { wishListing() }
            }
            count(\.dropped, lines.dropped - before)
        }
    }

    private func event(_ line: [UInt8]) -> DockerEvent? {
        do {
            return try DockerMessages.event(line, runtime: runtime)
        } catch {
            count(\.dropped)
            return nil
        }
    }

    /// One listing for any number of wishes, at most one a second. A bad one is dropped: the events go on.
    private func list(_ client: DockerClient, _ tell: DockerTelling, _ wishes: AsyncStream<Void>) async throws {
        for await _ in wishes {
            do throws(DockerError) {
                let answer = try DockerMessages.containers(try await client.containers(), runtime: runtime)
                count(\.dropped, answer.bad)
                hand(answer.updates, to: tell)
            } catch {
                if Task.isCancelled { return }
                count(\.dropped)
                logger.notice("\(error)")
            }
            try await Task.sleep(for: pauses.betweenListings)
        }
    }

    private func hand(_ updates: [ContainerUpdate], to tell: DockerTelling) {
        count(\.updates, updates.count)
        tell(updates)
    }
}

/// Calls the handler one update at a time: events and listings come from two tasks.
///
/// The handler stands beside the lock, not in it: a closure that is lent as `inout` and passed on comes back wrapped once more each
/// time, and every call then goes through all the wrappings there have ever been.
final class DockerTelling: Sendable {
    private let handler: @Sendable (ContainerUpdate) -> Void
    private let turn = Mutex(())

    init(handler: @escaping @Sendable (ContainerUpdate) -> Void) { self.handler = handler }

    func callAsFunction(_ updates: [ContainerUpdate]) {
        turn.withLock { _ in
            for update in updates { handler(update) }
        }
    }
}
