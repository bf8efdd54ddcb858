import Foundation

/// A cgroup as Docker names it, without a Docker: `…/docker/<64 hexadecimal digits>`.
final class DockerCgroup {
    let id: String
    let cgroup: TestCgroup
    var shortID: String { String(id.prefix(12)) }

    init() throws {
        id = (0..<4).map { _ in String(format: "%016lx", UInt.random(in: .min ... .max)) }.joined()
        cgroup = try TestCgroup().child("docker").child(id)
    }
}
