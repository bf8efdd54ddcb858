import Foundation
import Testing

@testable import Workloads

/// A containerd of the test's own, with its CRI on: its own socket, data, network plugins and process. Needs root.
struct PrivateContainerd {
    let directory: String
    /// Cgroups of what it runs are below this one.
    let cgroup: String
    var socket: String { directory + "/containerd.sock" }
    private let daemon = Process()

    static let image = "docker.io/weir/box:1"

    /// One for as long as `body` takes.
    static func running(_ body: (PrivateContainerd, GRPCClient) async throws -> Void) async throws {
        let containerd = try PrivateContainerd()
        defer { containerd.stop() }
        try containerd.start()
        let grpc = try await GRPCClient.connect(to: containerd.socket, service: "runtime.v1.RuntimeService", patience: .seconds(60))
        do {
            try await body(containerd, grpc)
        } catch {
            try? await containerd.removePods(grpc)
            await grpc.close()
            throw error
        }
        try await containerd.removePods(grpc)
        await grpc.close()
        #expect(containerd.processes().filter { $0 != containerd.daemon.processIdentifier }.isEmpty)
    }

    private init() throws {
        let name = "weir-cri-\(UUID().uuidString.prefix(8))"
        (directory, cgroup) = ("/tmp/\(name)", "/\(name)")
        for path in ["bin", "cni", "image", "rootfs/bin"] {
            try FileManager.default.createDirectory(atPath: "\(directory)/\(path)", withIntermediateDirectories: true)
        }
    }

    private func start() throws {
        try write("config.toml", configuration)
        try write("cni/1.conf", #"{"cniVersion":"0.4.0","name":"paper","type":"paper"}"#)
        // Network plugins that make no network, and say that there is one.
        let addresses = #""ips":[{"version":"4","address":"10.97.7.5/24"},{"version":"6","address":"fd97::5/64"}]"#
        for (plugin, answer) in [("paper", addresses), ("loopback", #""ips":[]"#)] {
            try write("bin/\(plugin)", "#!/bin/sh\n[ \"$CNI_COMMAND\" != ADD ] || echo '{\"cniVersion\":\"0.4.0\",\(answer)}'\n")
            chmod("\(directory)/bin/\(plugin)", 0o755)
        }
        try write("log", "")
        daemon.executableURL = URL(fileURLWithPath: try Self.find("containerd"))
        daemon.arguments = ["--config", "\(directory)/config.toml"]
        daemon.standardError = FileHandle(forWritingAtPath: "\(directory)/log")
        daemon.standardOutput = FileHandle.nullDevice
        try daemon.run()
        try waitUntilReady()
        try makeImage()
    }

    /// Pods' low oom_score_adj would need CAP_SYS_RESOURCE.
    private var configuration: String {
        """
        version = 2
        root = "\(directory)/root"
        state = "\(directory)/state"
        [grpc]
          address = "\(socket)"
        [plugins."io.containerd.grpc.v1.cri"]
          sandbox_image = "\(Self.image)"
          restrict_oom_score_adj = true
          netns_mounts_under_state_dir = true
          [plugins."io.containerd.grpc.v1.cri".cni]
            bin_dir = "\(directory)/bin"
            conf_dir = "\(directory)/cni"
        """
    }

    private func waitUntilReady() throws {
        for _ in 0..<300 where daemon.isRunning {
            if (try? Self.run("ctr", ["-a", socket, "version"])) != nil { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        throw Failure(description: "containerd did not start: \(log.suffix(2000))")
    }

    var log: String { (try? String(contentsOfFile: "\(directory)/log", encoding: .utf8)) ?? "" }

    /// Ends what is left of it, which are only processes of this test, and removes all that it made.
    private func stop() {
        if daemon.isRunning {
            daemon.terminate()
            daemon.waitUntilExit()
        }
        for process in processes() { kill(process, SIGKILL) }
        for mount in mounts().reversed() { umount2(mount, Int32(MNT_DETACH)) }
        removeCgroups()
        try? FileManager.default.removeItem(atPath: directory)
    }
}

extension PrivateContainerd {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// An image that holds busybox and nothing else, and sleeps.
    private func makeImage() throws {
        let rootfs = "\(directory)/rootfs", image = "\(directory)/image"
        try FileManager.default.copyItem(atPath: "/bin/busybox", toPath: "\(rootfs)/bin/busybox")
        try Self.run("tar", ["-C", rootfs, "-cf", "\(image)/layer.tar", "."])
        let digest = try Self.run("sha256sum", ["\(image)/layer.tar"]).prefix(64)
        try write("image/config.json", """
            {"architecture":"\(Self.architecture)","os":"linux","config":{"Cmd":["/bin/busybox","sleep","1000"]},
            "rootfs":{"type":"layers","diff_ids":["sha256:\(digest)"]}}
            """)
        try write("image/manifest.json", #"[{"Config":"config.json","RepoTags":["weir/box:1"],"Layers":["layer.tar"]}]"#)
        try Self.run("tar", ["-C", image, "-cf", "\(directory)/image.tar", "manifest.json", "config.json", "layer.tar"])
        try Self.run("ctr", ["-a", socket, "-n", "k8s.io", "images", "import", "\(directory)/image.tar"])
    }

    #if arch(arm64)
    private static let architecture = "arm64"
    #else
    private static let architecture = "amd64"
    #endif

    private func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(path)"))
    }

    private static func find(_ program: String) throws -> String {
        let places = ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/usr/local/sbin"].map { "\($0)/\(program)" }
        guard let path = places.first(where: FileManager.default.isExecutableFile) else {
            throw Failure(description: "\(program) is not installed, and WEIR_KERNEL_TESTS=1 expects it")
        }
        return path
    }

    @discardableResult
    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: try find(program))
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(program) \(arguments.joined(separator: " ")): status \(process.terminationStatus)")
        }
        return text
    }
}
