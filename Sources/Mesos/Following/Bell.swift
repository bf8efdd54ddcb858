import Synchronization

/// Wakes those who wait, at once; a ring that nobody waited for is not lost. Any thread.
final class Bell: Sendable {
    private struct State {
        var rings: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var next: UInt64 = 0
    }

    private let state = Mutex(State())

    func ring() {
        let waiting = state.withLock { state in
            state.rings += 1
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// How often it has rung.
    var rings: UInt64 { state.withLock(\.rings) }

    /// Returns when it has rung after `heard`, when the time is over, or when the task is cancelled; says how often it has rung by then.
    func wait(heard: UInt64, atMost time: Duration) async -> UInt64 {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(heard: heard) }
            group.addTask { try? await Task.sleep(for: time) }
            await group.next()
            group.cancelAll()
        }
        return rings
    }

    private func wait(heard: UInt64) async {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.rings != heard || Task.isCancelled { return true }
                    state.waiting[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
        }
    }
}

/// Ever longer pauses between attempts; a little by chance, so that a thousand hosts do not come back all at once.
struct Backoff {
    private let first: Duration
    private let longest: Duration
    private var pause: Duration
    /// Of the bell that cuts pauses short.
    var heard: UInt64 = 0

    init(_ intervals: ClusterConfiguration.Intervals) {
        first = intervals.firstPause
        longest = intervals.longestPause
        pause = first
    }

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, longest) }
        return pause * Double.random(in: 0.75...1.25)
    }

    mutating func reset() { pause = first }

    /// What has held that long is no failure that comes back at once.
    mutating func reset(ifLonger time: Duration) {
        if time >= longest { reset() }
    }
}
