import Synchronization

@testable import Workloads

/// What a fake engine has; changed by a test as it goes on.
final class FakeNode: Sendable {
    let containers = Mutex<[(id: String, pod: String, name: String)]>([])
    let pods = Mutex<[(id: String, name: String, isReady: Bool)]>([])
    private let engine: (name: String, version: String)

    init(_ name: String = "containerd", _ version: String = "1.7.2") { engine = (name, version) }

    func reply(_ method: String) -> FakeCri.Reply {
        switch method {
        case "Version": return .answer(message(.text(2, engine.name), .text(3, engine.version), .text(4, "v1")))
        case "ListContainers":
            let entries = containers.withLock(\.self).map {
                message(.text(1, $0.id), .text(2, $0.pod), .message(3, message(.text(1, $0.name))))
            }
            return .answer(entries.flatMap { message(.message(1, $0)) })
        case "ListPodSandbox":
            let entries = pods.withLock(\.self).map {
                message(.text(1, $0.id), .message(2, message(.text(1, $0.name))), .number(3, $0.isReady ? 0 : 1))
            }
            return .answer(entries.flatMap { message(.message(1, $0)) })
        case "PodSandboxStatus": return .answer(message(.message(1, message(.message(5, message(.text(1, "10.0.0.7")))))))
        default: return FakeCri.Reply()
        }
    }
}

let quick = CriPauses(
    first: .milliseconds(10), longest: .milliseconds(50), betweenListings: .milliseconds(10), withoutEvents: .milliseconds(50))
/// Lists again only when told to.
let patient = CriPauses(
    first: .milliseconds(10), longest: .milliseconds(50), betweenListings: .milliseconds(10), withoutEvents: .seconds(1000),
    withEvents: .seconds(1000))
