import Events
import Testing

@testable import Workloads

@Suite struct CriListingTests {
    private func listing(container: [UInt8] = CriMessagesTests.container, pod: [UInt8] = CriMessagesTests.pod) throws -> CriListing {
        CriListing(containers: [try CriContainer(container[...])], pods: [try CriPod(pod[...])], addresses: ["5a9d": ["10.0.0.7"]])
    }

    @Test("a container has the kubelet's labels and the image that the user wrote; the pod has its addresses")
    func kubelet() throws {
        let updates = try listing().updates(runtime: "containerd")
        let identity = ["io.kubernetes.pod.name": "shop-0", "io.kubernetes.pod.namespace": "prod", "io.kubernetes.pod.uid": "0b-1c"]
        #expect(updates == [
            ContainerUpdate(
                id: "5a9d", runtime: "containerd", name: "POD", labels: identity.merging(["app": "shop"]) { own, _ in own },
                addresses: ["10.0.0.7"], networks: ["pods": ["10.0.0.7"]]),
            ContainerUpdate(
                id: "c0ffee", runtime: "containerd", name: "web", image: "nginx:1.25",
                labels: identity.merging(["io.kubernetes.container.name": "web"]) { own, _ in own }),
        ])
    }

    @Test("without a kubelet's labels, the pod and the name say the same; without a pod, there is the name")
    func noLabels() throws {
        let bare = message(.text(1, "c0ffee"), .text(2, "5a9d"), .message(3, message(.text(1, "web"))), .text(5, "image@sha256:5678"))
        let update = try listing(container: bare).updates(runtime: "crio")[1]
        #expect(update.labels?["io.kubernetes.pod.name"] == "shop-0" && update.labels?["io.kubernetes.container.name"] == "web")
        #expect(update.image == "image@sha256:5678")
        let alone = CriListing(containers: [try CriContainer(bare[...])]).updates(runtime: "crio")[0]
        #expect(alone.labels == ["io.kubernetes.container.name": "web"])
    }

    @Test("names in the directory: the container by pod and name, the pod at its address, the latest pod of two")
    func names() throws {
        let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil)
        let id = String(repeating: "ab", count: 32), cgroup = CgroupID(id: 77, hierarchy: 4)
        let container = message(.text(1, id), .text(2, "5a9d"), .message(3, message(.text(1, "web"))))
        for update in try listing(container: container).updates(runtime: "containerd") { directory.observe(.container(update)) }
        directory.observe(
            CgroupEvent(
                kind: .made, time: MonotonicTime(nanoseconds: 1), cgroup: cgroup, parent: CgroupID(id: 1, hierarchy: 0),
                path: "/kubepods/burstable/pod0b-1c/\(id)"))
        let found = directory.identify(Owner(process: 9, command: Command("nginx"), cgroupV2: nil, cgroupV1: cgroup))
        #expect(directory.workload(found).name == "shop-0/web")
        #expect(directory.workload(found).pod?.namespace == "prod")
        #expect(directory.workload(found).evidence.contains(.cri))

        let address = try #require(IPAddress(text: "10.0.0.7"))
        func name() -> String? { directory.farEnd(address, port: 80, .tcp, asker: nil, at: MonotonicTime(nanoseconds: 0))?.name }
        #expect(name() == "shop-0")
        let later = message(.text(1, "5a9e"), .message(2, message(.text(1, "shop-1"))))
        let listing = CriListing(pods: [try CriPod(later[...])], addresses: ["5a9e": ["10.0.0.7"]])
        for update in listing.updates(runtime: "containerd") { directory.observe(.container(update)) }
        #expect(name() == "shop-1")
    }
}

@Suite struct CriNewsTests {
    private func update(_ id: String, _ name: String) -> ContainerUpdate { ContainerUpdate(id: id, runtime: "containerd", name: name) }

    @Test("the same is told once, a change again, and what is gone as removed, before what is new")
    func told() {
        var news = CriNews()
        #expect(news.news([update("a", "one"), update("b", "two")], whole: true).map(\.id) == ["a", "b"])
        #expect(news.news([update("b", "two"), update("a", "one")], whole: true) == [])
        #expect(news.news([update("a", "one"), update("b", "new")], whole: true) == [update("b", "new")])
        let changes = news.news([update("c", "three")], whole: true)
        #expect(changes.map(\.id) == ["a", "b", "c"] && changes.map(\.state) == [.removed, .removed, .present])
        #expect(changes[1].name == "new")
        #expect(news.news([update("c", "three")], whole: true) == [])
    }

    @Test("of a listing of which something could not be read, nobody is gone, until there are too many")
    func notWhole() {
        var news = CriNews()
        _ = news.news([update("a", "one")], whole: true)
        #expect(news.news([], whole: false) == [])
        #expect(news.news([], whole: true).map(\.state) == [.removed])
        for round in 0..<5 {
            _ = news.news((0..<CriMessages.mostEntries).map { update("\(round)x\($0)", "n") }, whole: false)
        }
        #expect(news.news([], whole: false).count == 5 * CriMessages.mostEntries)
    }
}
