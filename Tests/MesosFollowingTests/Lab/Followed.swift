import Logging
import Synchronization
import Testing
import Workloads

@testable import Mesos

/// A follower at work, and what it has told.
final class Followed: Sendable {
    let follower: ClusterFollower
    private let told: Told

    private init(_ configuration: ClusterConfiguration) {
        let told = Told()
        self.told = told
        follower = ClusterFollower(configuration: configuration, logger: quiet) { told.add($0) }
    }

    /// Follows while `body` runs; fails when the follower does not end with it.
    static func run(_ configure: (inout ClusterConfiguration) -> Void, _ body: (Followed) async throws -> Void) async throws {
        var configuration = ClusterConfiguration()
        configuration.intervals = quick
        configuration.dcosMarker = "/nonexistent"
        configure(&configuration)
        let followed = Followed(configuration)
        let task = Task { await followed.follower.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body(followed)) } catch { result = .failure(error) }
        task.cancel()
        await task.value
        try result.get()
    }

    var updates: [NameUpdate] { told.all }
    var tasks: [TaskUpdate] { updates.compactMap { if case .task(let task) = $0 { task } else { nil } } }
    var addresses: [AddressUpdate] { updates.compactMap { if case .address(let address) = $0 { address } else { nil } } }

    /// The last word on it.
    func task(_ id: String) -> TaskUpdate? { tasks.last { $0.id == id } }

    /// Waits for a task of which this is true.
    func task(_ id: String, _ isSo: (TaskUpdate) -> Bool = { _ in true }) async throws -> TaskUpdate {
        try await eventually("task \(id)") { task(id).flatMap { isSo($0) ? $0 : nil } }
    }

    /// Waits for an address of that name.
    func address(_ name: String) async throws -> AddressUpdate {
        try await eventually("address \(name)") { addresses.last { $0.name == name && $0.state == .present } }
    }

    func status(_ kind: EndpointStatus.Kind) -> EndpointStatus? { follower.status.first { $0.kind == kind } }

    /// Waits until that API fails with a text that has all this in it.
    @discardableResult
    func failure(_ kind: EndpointStatus.Kind, _ words: String...) async throws -> String {
        try await eventually("failure with \(words): \(follower.status)") {
            status(kind)?.problem.flatMap { text in words.allSatisfy(text.contains) ? text : nil }
        }
    }

    func isWell(_ kind: EndpointStatus.Kind) async throws {
        _ = try await eventually("\(kind) is well: \(follower.status)") { status(kind)?.state == .ok ? true : nil }
    }
}

/// What a handler got. Fails when two batches come at once.
private final class Told: Sendable {
    private let list = Mutex<[NameUpdate]>([])
    private let isBusy = Mutex(false)

    var all: [NameUpdate] { list.withLock(\.self) }

    func add(_ updates: [NameUpdate]) {
        let wasBusy = isBusy.withLock { isBusy in
            defer { isBusy = true }
            return isBusy
        }
        #expect(!wasBusy)
        list.withLock { $0 += updates }
        isBusy.withLock { $0 = false }
    }
}

/// Waits for it, generously.
func eventually<Value>(
    _ what: @autoclosure () -> String, seconds: Int = 60, _ find: () throws -> Value?
) async throws -> Value {
    for _ in 0..<(seconds * 50) {
        if let value = try find() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw FakeProcess.Problem(description: "never: \(what())")
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Everything as fast as it goes.
let quick: ClusterConfiguration.Intervals = {
    var intervals = ClusterConfiguration.Intervals()
    intervals.poll = .milliseconds(100)
    intervals.schedulers = .milliseconds(200)
    intervals.names = .milliseconds(200)
    intervals.firstPause = .milliseconds(20)
    intervals.longestPause = .milliseconds(200)
    intervals.patience = .seconds(5)
    intervals.betweenRefreshes = .milliseconds(20)
    intervals.betweenLogins = .milliseconds(100)
    return intervals
}()
