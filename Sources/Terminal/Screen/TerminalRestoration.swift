import Synchronization

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// How a terminal was before a screen took it, kept where a signal's handler may read it: nothing here allocates, locks or waits for long.
///
/// One for the process, as there is one terminal.
enum TerminalRestoration {
    /// Alternate screen, no cursor, no wrapping at the right edge.
    static let enter = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l"
    static let leave: StaticString = "\u{1b}[?2026l\u{1b}[0m\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"

    /// Allocated once, before any handler is.
    nonisolated(unsafe) private static let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)

    /// The terminal is changed from now on; `modes` is what it was.
    static func keep(_ modes: termios, of file: Int32) {
        saved.initialize(to: modes)
        terminal.store(file, ordering: .sequentiallyConsistent)
    }

    /// Standard error lies aside: `original` is it, `lines` is where its lines can be read.
    static func keepErrors(original: Int32, lines: Int32) {
        errorLines.store(lines, ordering: .sequentiallyConsistent)
        errorOriginal.store(original, ordering: .sequentiallyConsistent)
    }

    static func forgetErrors() { errorOriginal.store(-1, ordering: .sequentiallyConsistent) }

    /// Exactly as it was; a second time it does nothing. Safe in a handler.
    static func restore() {
        let file = terminal.exchange(-1, ordering: .sequentiallyConsistent)
        if file >= 0 {
            put(leave, file)
            tcsetattr(file, TCSANOW, saved)
        }
    }

    /// In a handler that ends the process: what was said on standard error is still told.
    static func restoreInHandler() {
        signal(SIGTTOU, SIG_IGN) // a process in the background may put back what it changed
        restore()
        let original = errorOriginal.exchange(-1, ordering: .sequentiallyConsistent)
        if original < 0 { return }
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { room in
            while case let count = read(errorLines.load(ordering: .relaxed), room.baseAddress, room.count), count > 0 {
                _ = write(original, room.baseAddress, count)
            }
        }
        dup2(original, STDERR_FILENO)
    }

    /// A terminal that takes nothing for half a second gets the rest not at all.
    private static func put(_ text: StaticString, _ file: Int32) {
        var sent = 0
        while sent < text.utf8CodeUnitCount {
            let count = write(file, text.utf8Start + sent, text.utf8CodeUnitCount - sent)
            if count > 0 { sent += count } else if errno != EINTR {
                var poller = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                guard errno == EAGAIN, poll(&poller, 1, 500) > 0 else { return }
            }
        }
    }
}

private let terminal = Atomic<Int32>(-1)
private let errorOriginal = Atomic<Int32>(-1)
private let errorLines = Atomic<Int32>(-1)
