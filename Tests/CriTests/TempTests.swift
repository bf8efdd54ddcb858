import Foundation
import Testing
@testable import Workloads
@Suite(.serialized) struct TempTests {
    @Test func descriptors() async throws {
        let server = try await FakeCri { _ in .answer(message(.text(2, "containerd"), .text(3, "1"))) }
        func count() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? -1 }
        func rss() -> String { (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(separator: "\n").first { $0.hasPrefix("VmRSS") }.map(String.init) ?? "" }
        _ = await CriEngine.probe(server.socket)
        print("TEMP before", count(), rss())
        for _ in 0..<2000 { _ = await CriEngine.probe(server.socket) }
        print("TEMP after", count(), rss())
        let silent = try await FakeCri { _ in .silence }
        for _ in 0..<200 {
            let task = Task { await CriEngine.probe(silent.socket) }
            try await Task.sleep(for: .milliseconds(5))
            task.cancel()
            _ = await task.value
        }
        print("TEMP cancelled", count(), rss())
        await server.stop(); await silent.stop()
        print("TEMP end", count(), rss())
    }
}
