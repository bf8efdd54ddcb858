import Synchronization
import Testing
@testable import Workloads

/// What an engine tells goes to its handler at a cost that does not grow with what it has told before.
@Suite struct DockerTellingTests {
    @Test func theHandlerIsCalledFromTheSameDepthHoweverOftenItWasCalled() {
        let depths = Mutex<[UInt]>([])
        let tell = DockerTelling { _ in
            var here = 0
            let place = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
            depths.withLock { $0.append(place) }
        }
        for _ in 0..<2000 { tell([ContainerUpdate(id: "c0ffee", runtime: "docker")]) }
        let places = depths.withLock(\.self)
        #expect(places.count == 2000)
        #expect(Set(places).count == 1, "the stack grew by \((places.first ?? 0) - (places.last ?? 0)) bytes")
    }
}
