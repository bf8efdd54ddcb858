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

/// What is known of an engine's containers, over all connections.
struct CriKnowledge {
    var news = CriNews()
    /// By sandbox. A pod keeps its addresses as long as it lives, so that they are asked once.
    private var addresses: [String: [String]] = [:]

    /// Containers before pods: a pod outlives what is in it.
    mutating func listing(_ client: CriClient) async throws(CriError) -> CriListing {
        let (containers, badContainers) = try await client.containers()
        let (pods, badPods) = try await client.pods()
        let ready = pods.filter(\.isReady)
        let ids = Set(ready.map(\.id))
        addresses = addresses.filter { ids.contains($0.key) }
        for pod in ready where addresses[pod.id] == nil { addresses[pod.id] = try await answer(of: client, on: pod) }
        return CriListing(containers: containers, pods: pods, addresses: addresses, bad: badContainers + badPods)
    }

    /// nil when it is gone by now; then it is asked again if it is listed again.
    private func answer(of client: CriClient, on pod: CriPod) async throws(CriError) -> [String]? {
        do throws(CriError) {
            return try await client.addresses(of: pod.id)
        } catch .timedOut(let what) {
            throw .timedOut(what)
        } catch {
            return nil
        }
    }
}
