import Dispatch
import Foundation
import Synchronization

/// What a process writes, line by line, read by a thread of its own so that the process never waits for a test.
final class Lines: Sendable {
    private struct State {
        var lines: [String] = []
        var rest: [UInt8] = []
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let news = DispatchSemaphore(value: 0)

    init(reading descriptor: Int32) {
        let thread = Thread { [self] in
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                take(buffer.prefix(max(count, 0)))
                news.signal()
                if count <= 0 { break }
            }
            close(descriptor)
        }
        thread.start()
    }

    /// So far.
    var all: [String] { state.withLock(\.lines) }
    var text: String { all.joined(separator: "\n") }

    /// The first line that fits, from line `start` on, as soon as it is written; `nil` when the process ended without one.
    func first(from start: Int = 0, within seconds: Double, where fits: (String) -> Bool) throws -> String? {
        let deadline = DispatchTime.now() + seconds
        var next = start
        while true {
            let (lines, hasEnded) = state.withLock { ($0.lines, $0.hasEnded) }
            if let line = lines.dropFirst(next).first(where: fits) { return line }
            if hasEnded { return nil }
            next = max(next, lines.count)
            guard news.wait(timeout: deadline) == .success else {
                throw LabError("no such line within \(seconds) s; last: \(lines.last ?? "none")")
            }
        }
    }

    /// Until the last writer has closed its end.
    func awaitEnd(within seconds: Double) throws { _ = try first(within: seconds) { _ in false } }

    private func take(_ bytes: ArraySlice<UInt8>) {
        state.withLock { state in
            state.rest += bytes
            while let end = state.rest.firstIndex(of: UInt8(ascii: "\n")) {
                state.lines.append(String(decoding: state.rest[..<end], as: UTF8.self))
                state.rest.removeFirst(end + 1)
            }
            guard bytes.isEmpty else { return }
            if !state.rest.isEmpty { state.lines.append(String(decoding: state.rest, as: UTF8.self)) }
            state.hasEnded = true
        }
    }
}
