import Events
import Foundation
import Testing

@testable import Workloads

/// With a real containerd. Where WEIR_KERNEL_TESTS=1 says that it must be there, its absence fails.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"), .serialized)
struct CriKernelTests {
    @Test("pods and containers of a real containerd have their names, images, labels and addresses, until they are gone")
    func containerd() async throws {
        try await PrivateContainerd.running { containerd, grpc in
            let version = try await CriEngine.probe(containerd.socket).get()
            #expect(version.runtime == "containerd" && !version.engine.isEmpty && version.api == "v1")

            let engine = CriEngine(socket: containerd.socket, logger: quiet)
            let updates = Updates()
            let task = Task { await engine.run(updates.add) }
            try await follow(engine, updates, containerd, grpc)
            task.cancel()
            await task.value
            #expect(engine.counters.connections == 1 && engine.counters.dropped == 0)
        }
    }

    private func follow(_ engine: CriEngine, _ updates: Updates, _ containerd: PrivateContainerd, _ grpc: GRPCClient) async throws {
        let config = podConfig("shop-0", uid: "0b-1c", labels: ["app": "shop"], cgroup: containerd.cgroup, sharesHost: false)
        let pod = try await grpc.runPod(config)
        let labels = [
            "io.kubernetes.pod.name": "shop-0", "io.kubernetes.pod.namespace": "prod", "io.kubernetes.pod.uid": "0b-1c",
            "io.kubernetes.container.name": "web",
        ]
        let web = try await grpc.runContainer("web", labels, image: PrivateContainerd.image, in: pod, config)
        engine.look()
        #expect(await updates.wait { $0.contains { $0.id == web } })
        let network = ["10.97.7.5", "fd97::5"]
        #expect(updates.all == [
            ContainerUpdate(
                id: pod, runtime: "containerd", name: "POD",
                labels: labels.filter { $0.key != "io.kubernetes.container.name" }.merging(["app": "shop"]) { own, _ in own },
                addresses: network, networks: ["pods": network]),
            ContainerUpdate(id: web, runtime: "containerd", name: "web", image: PrivateContainerd.image, labels: labels),
        ])

        let hostConfig = podConfig("node-agent", uid: "0b-1d", cgroup: containerd.cgroup, sharesHost: true)
        let hostPod = try await grpc.runPod(hostConfig)
        engine.look()
        #expect(await updates.wait { $0.last?.id == hostPod && $0.last?.addresses == [] })

        _ = try await grpc.ask("StopContainer", web)
        _ = try await grpc.ask("RemoveContainer", web)
        engine.look()
        #expect(await updates.wait { $0.last?.id == web && $0.last?.state == .removed })
    }

    @Test("a thousand questions, and one that it does not know")
    func questions() async throws {
        try await PrivateContainerd.running { containerd, grpc in
            for _ in 0..<1000 { _ = try CriMessages.version(try await grpc.ask("Version", limit: 1 << 20)) }
            await #expect(throws: CriError.unimplemented("Nonsense")) { try await grpc.ask("Nonsense", limit: 1 << 20) }
            await #expect(throws: CriError.unimplemented("GetContainerEvents")) {
                try await CriClient.connected(to: containerd.socket) { client throws(CriError) in try await client.hear {} }
            }
        }
    }
}
