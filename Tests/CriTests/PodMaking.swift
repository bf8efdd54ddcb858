import Protobuf

@testable import Workloads

// What a kubelet asks an engine for, as far as tests need it.
extension GRPCClient {
    /// Asks with an id as the only field.
    func ask(_ method: String, _ id: String) async throws -> [UInt8] {
        var question = ProtobufWriter()
        question.string(always: 1, id)
        return try await ask(method, question, limit: 1 << 20)
    }

    /// RunPodSandbox; gives the sandbox's id.
    func runPod(_ config: [UInt8]) async throws -> String {
        try Self.id(try await ask("RunPodSandbox", ProtobufWriter(.message(1, config)), limit: 1 << 20))
    }

    /// CreateContainer and StartContainer; gives its id.
    func runContainer(
        _ name: String, _ labels: [String: String], image: String, in pod: String, _ podConfig: [UInt8]
    ) async throws -> String {
        let config = message(
            .message(1, message(.text(1, name))), .message(2, message(.text(1, image))), .text(3, "/bin/busybox"), .text(4, "sleep"),
            .text(4, "1000"), .map(9, labels))
        let question = ProtobufWriter(.text(1, pod), .message(2, config), .message(3, podConfig))
        let id = try Self.id(try await ask("CreateContainer", question, limit: 1 << 20))
        _ = try await ask("StartContainer", id)
        return id
    }

    private static func id(_ answer: [UInt8]) throws -> String {
        var reader = ProtobufReader(answer[...])
        return try reader.next()?.text ?? ""
    }
}

/// PodSandboxConfig. `sharesHost`: the pod has no network of its own.
func podConfig(_ name: String, uid: String, labels: [String: String] = [:], cgroup: String, sharesHost: Bool) -> [UInt8] {
    let namespaces = message(.message(1, message(.number(1, sharesHost ? 2 : 0))))
    return message(
        .message(1, message(.text(1, name), .text(2, uid), .text(3, "prod"))), .text(2, sharesHost ? "" : name), .map(6, labels),
        .message(8, message(.text(1, cgroup), .message(2, namespaces))))
}
