import Events
import Foundation
import Logging
import Testing

@testable import Workloads

/// With a real Docker. Where WEIR_KERNEL_TESTS=1 says that it must be there, its absence fails.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"), .serialized)
struct DockerKernelTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("a container that lives some 50 ms and is removed at once keeps its name, image and label")
    func shortLife() async throws {
        let docker = try PrivateDocker()
        defer { docker.stop() }
        try docker.makeImage("weir-box:1")
        try docker.docker(["create", "--network=none", "--name", "older", "weir-box:1", "/bin/busybox", "true"])

        let version = try await DockerEngine.probe(docker.socket).get()
        #expect(!version.engine.isEmpty)

        let engine = DockerEngine(socket: docker.socket, logger: Self.logger)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.contains { $0.name == "older" } })

        let command = ["/bin/busybox", "sleep", "0.05"]
        try docker.docker(
            ["run", "--rm", "--network=none", "--name", "mayfly", "--label", "com.docker.compose.project=pond", "--label",
                "com.docker.compose.service=fly", "weir-box:1"] + command)
        #expect(await updates.wait { $0.contains { $0.name == "mayfly" && $0.state == .removed } })
        try docker.docker(["rename", "older", "oldest"])
        #expect(await updates.wait { $0.contains { $0.name == "oldest" } })
        task.cancel()
        await task.value

        let fly = try #require(updates.all.first { $0.name == "mayfly" })
        #expect(fly.image == "weir-box:1")
        #expect(fly.labels?["com.docker.compose.service"] == "fly")
        #expect(fly.id.utf8.count == 64)

        let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil)
        let cgroup = CgroupID(id: 77, hierarchy: 4)
        directory.observe(.made("/docker/\(fly.id)", cgroup))
        directory.observe(.removed("/docker/\(fly.id)", cgroup))
        let id = directory.identify(Owner(process: 9, command: Command("busybox"), cgroupV2: nil, cgroupV1: cgroup))
        for update in updates.all { directory.observe(.container(update)) }
        #expect(directory.workload(id).title == "pond/fly (busybox)")
        #expect(directory.workload(id).container?.image == "weir-box:1")
        #expect(engine.counters.dropped == 0)
    }
}
