import Foundation

@testable import Workloads

// What has to be gone when the test is over.
extension PrivateContainerd {
    func removePods(_ grpc: GRPCClient) async throws {
        for pod in try CriMessages.pods(try await grpc.ask("ListPodSandbox", limit: 1 << 20)).pods {
            for method in ["StopPodSandbox", "RemovePodSandbox"] { _ = try await grpc.ask(method, pod.id) }
        }
    }

    /// Those whose command line has our directory: the daemon and its shims.
    func processes() -> [pid_t] {
        let all = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
        return all.filter { process in
            guard process != getpid(), let command = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
            return String(decoding: command, as: UTF8.self).contains(directory + "/")
        }
    }

    func mounts() -> [String] {
        let lines = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) }.filter { $0.hasPrefix(directory + "/") }
    }

    func removeCgroups() {
        let root = "/sys/fs/cgroup"
        for hierarchy in [""] + ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []) {
            let parent = "\(root)/\(hierarchy)\(cgroup)"
            for child in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] { rmdir("\(parent)/\(child)") }
            rmdir(parent)
        }
    }
}
