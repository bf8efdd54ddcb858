import Foundation

/// The `delay` driver: a cable between two namespaces, a device `cable` in each, that holds every frame for a while.
final class DelayedLink {
    /// What it says at its end.
    struct Held: Decodable {
        var delayUs, framesThere, framesBack, heldThereNs, heldBackNs, heldMostNs: Int

        /// Of a frame there and one back, as they were truly held, seconds.
        var roundTrip: Double { Double(heldThereNs + heldBackNs) / 1e9 }
    }

    private let driver: Driver

    init(from near: String, to far: String, microseconds: Int) throws {
        driver = Driver(child: try Child([Lab.driver("delay"), "--delay-us", "\(microseconds)", near, far]))
        guard try driver.child.errors.first(within: 30, where: { $0.contains("ready") }) != nil else {
            throw LabError("no cable: \(driver.child.errors.text)")
        }
    }

    /// Takes the cable away.
    func stop() throws -> Held {
        try driver.child.signal(SIGTERM)
        try driver.child.succeed()
        return try driver.line(as: Held.self)
    }
}
