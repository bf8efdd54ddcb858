import Logging

extension CriEngine {
    /// One connection from its beginning to its end; returns why it ended.
    func follow(_ knowledge: inout CriKnowledge, _ handler: @escaping @Sendable (ContainerUpdate) -> Void) async -> CriError {
        do throws(CriError) {
            return try await CriClient.connected(to: socket) { client throws(CriError) in
                let version = try await client.version()
                count(\.connections)
                logger.info("following the containers of \(version.runtime) at \(socket)")
                return await withTaskGroup(of: Void.self) { group in
                    let rings = bell.rings()
                    group.addTask { await self.ring(client, version) }
                    defer { group.cancelAll() }
                    return await self.list(client, version, rings, &knowledge, handler)
                }
            }
        } catch {
            return error
        }
    }

    /// Never ends by itself: when there are no more events, which may be as the engine is gone, it rings to find out.
    private func ring(_ client: CriClient, _ version: CriVersion) async {
        if version.mayBeHeard {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.bell.ring(every: self.pauses.withEvents) }
                try? await client.hear(bell.ring)
                group.cancelAll()
            }
            bell.ring()
        }
        await bell.ring(every: pauses.withoutEvents)
    }

    /// One listing for any number of rings.
    private func list(
        _ client: CriClient, _ version: CriVersion, _ rings: AsyncStream<Void>, _ knowledge: inout CriKnowledge,
        _ handler: (ContainerUpdate) -> Void
    ) async -> CriError {
        do throws(CriError) {
            for await _ in rings {
                let listing = try await knowledge.listing(client)
                count(\.listings)
                count(\.dropped, listing.bad)
                let news = knowledge.news.news(listing.updates(runtime: version.runtime), whole: listing.bad == 0)
                count(\.updates, news.count)
                for update in news { handler(update) }
                try? await Task.sleep(for: pauses.betweenListings)
            }
            return .badAnswer("cancelled")
        } catch {
            return error
        }
    }
}
