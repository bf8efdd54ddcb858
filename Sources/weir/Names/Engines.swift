import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The container engines of this host, each listened to by a task of its own.
final class Engines {
    /// Why one does not answer; none when all do or there is none.
    private(set) var failures: [DockerError] = []
    /// Those that answer.
    private(set) var count = 0
    private var ofKubernetes: [CriEngine] = []
    private var tasks: [Task<Void, Never>] = []
    private let handler: @Sendable (ContainerUpdate) -> Void

    /// Asks each once who it is. `handler` is called from other threads.
    init(_ configuration: Configuration, _ handler: @escaping @Sendable (ContainerUpdate) -> Void) async {
        self.handler = handler
        await listen(to: configuration.dockerSocket, runtime: "docker")
        if let podman = configuration.podmanSocket { await listen(to: podman, runtime: "podman") }
        await listenToKubernetes(configuration.criSocket)
    }

    private func listen(to socket: String, runtime: String) async {
        guard access(socket, F_OK) == 0 else { return }
        if case .failure(let error) = await DockerEngine.probe(socket) {
            failures.append(error)
            Console.say("weir: containers will have no names: \(error)")
            return
        }
        let engine = DockerEngine(socket: socket, runtime: runtime, logger: LocalNames.logger(runtime))
        begin { [handler] in await engine.run(handler) }
    }

    /// containerd and CRI-O, where the kubelet drives them. One that is there without CRI is Docker's own.
    private func listenToKubernetes(_ socket: String?) async {
        for socket in socket.map({ [$0] }) ?? CriEngine.defaultSockets where access(socket, F_OK) == 0 {
            switch await CriEngine.probe(socket) {
            case .success: break
            case .failure(.unimplemented): continue
            case .failure(let error):
                Console.say("weir: containers of Kubernetes will have no names: \(error)")
                continue
            }
            let engine = CriEngine(socket: socket, logger: LocalNames.logger("cri"))
            ofKubernetes.append(engine)
            begin { [handler] in await engine.run(handler) }
        }
    }

    private func begin(_ following: @escaping @Sendable () async -> Void) {
        count += 1
        tasks.append(Task.detached { await following() })
    }

    /// There is a container that nobody has told of.
    func look() {
        for engine in ofKubernetes { engine.look() }
    }

    func stop() {
        for task in tasks { task.cancel() }
    }
}
