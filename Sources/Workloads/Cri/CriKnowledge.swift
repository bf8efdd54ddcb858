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
