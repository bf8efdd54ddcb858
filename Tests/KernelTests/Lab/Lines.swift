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
            // In place: whoever holds a copy makes the reading thread copy all lines for the next one.
            let (line, hasEnded) = state.withLock { state in
                defer { next = max(next, state.lines.count) }
                return (state.lines.dropFirst(next).first(where: fits), state.hasEnded)
            }
            if let line { return line }
            if hasEnded { return nil }
            guard news.wait(timeout: deadline) == .success else {
                throw LabError("no such line within \(seconds) s; last: \(all.last ?? "none")")
            }
        }
    }

    /// Until the last writer has closed its end.
    func awaitEnd(within seconds: Double) throws { _ = try first(within: seconds) { _ in false } }

    /// memchr, since a run's output can be hundreds of megabytes.
    private static func end(of bytes: [UInt8], from begin: Int) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base + begin, 0x0a, bytes.count - begin) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private func take(_ bytes: ArraySlice<UInt8>) {
        state.withLock { state in
            state.rest += bytes
            var begin = 0
            while let end = Self.end(of: state.rest, from: begin) {
                state.lines.append(String(decoding: state.rest[begin..<end], as: UTF8.self))
                begin = end + 1
            }
            state.rest.removeFirst(begin)
            guard bytes.isEmpty else { return }
            if !state.rest.isEmpty { state.lines.append(String(decoding: state.rest, as: UTF8.self)) }
            state.hasEnded = true
        }
    }
}
