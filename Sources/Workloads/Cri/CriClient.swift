import NIOCore
import Protobuf

/// Questions to one engine, over one connection.
struct CriClient: Sendable {
    private let grpc: GRPCClient

    /// A thousand containers fill some megabytes.
    private static let largestListing = 32 << 20
    private static let largestAnswer = 1 << 20

    /// A connection for as long as `body` takes.
    ///
    /// - Parameter patience: the longest wait for an answer.
    static func connected<Result>(
        to socket: String, patience: TimeAmount = .seconds(10), _ body: (CriClient) async throws(CriError) -> Result
    ) async throws(CriError) -> Result {
        let grpc = try await GRPCClient.connect(to: socket, service: "runtime.v1.RuntimeService", patience: patience)
        do throws(CriError) {
            let result = try await body(CriClient(grpc: grpc))
            await grpc.close()
            return result
        } catch {
            await grpc.close()
            throw error
        }
    }

    func version() async throws(CriError) -> CriVersion {
        try CriMessages.version(try await grpc.ask("Version", limit: Self.largestAnswer))
    }

    func containers() async throws(CriError) -> (containers: [CriContainer], bad: Int) {
        try CriMessages.containers(try await grpc.ask("ListContainers", limit: Self.largestListing))
    }

    func pods() async throws(CriError) -> (pods: [CriPod], bad: Int) {
        try CriMessages.pods(try await grpc.ask("ListPodSandbox", limit: Self.largestListing))
    }

    /// Of one pod, by its sandbox.
    func addresses(of pod: String) async throws(CriError) -> [String] {
        var question = ProtobufWriter()
        question.string(always: 1, pod)
        return try CriMessages.addresses(try await grpc.ask("PodSandboxStatus", question, limit: Self.largestAnswer))
    }

    /// Calls `ring` when something has happened to containers; several events may ring once. Returns when the engine has no more.
    func hear(_ ring: () -> Void) async throws(CriError) {
        try await grpc.listen("GetContainerEvents", limit: Self.largestAnswer) { _ in ring() }
    }
}
