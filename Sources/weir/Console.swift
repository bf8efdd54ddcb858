import Synchronization

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Standard output and standard error, and the signals that end a run.
enum Console {
    /// Talk: to standard error, a line.
    static func say(_ message: String) { _ = put(message + "\n", on: STDERR_FILENO) }

    /// Data: to standard output, whole lines. A reader that has gone (`weir live | head`) ends the run in peace; anything else that
    /// keeps us from writing is an error.
    static func write(_ text: String) {
        if outputFailed.load(ordering: .relaxed) || outputClosed.load(ordering: .relaxed) { return }
        switch put(text, on: STDOUT_FILENO) {
        case 0: return
        case EPIPE: outputClosed.store(true, ordering: .relaxed)
        case let error:
            say("weir: cannot write to standard output: \(describe(errno: error))")
            outputFailed.store(true, ordering: .relaxed)
        }
        stopRequested.store(true, ordering: .relaxed)
    }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal; 120 when it is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 120 }
        return Int(size.ws_col)
    }

    /// As by Ctrl-C, from within.
    static func requestStop() { stopRequested.store(true, ordering: .relaxed) }

    /// Whoever holds the other end of standard input may end the run by closing it, or by ending.
    static func stopWhenInputEnds() {
        var thread = pthread_t()
        let status = pthread_create(&thread, nil, { _ in
            var bytes = [UInt8](repeating: 0, count: 512)
            while true {
                let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
                if count == 0 || count < 0 && errno != EINTR { break }
            }
            Console.requestStop()
            return nil
        }, nil)
        if status == 0 { pthread_detach(thread) }
    }

    /// Set by Ctrl-C, SIGTERM, or a closed output.
    static var isStopRequested: Bool { stopRequested.load(ordering: .relaxed) }
    static var hasOutputFailed: Bool { outputFailed.load(ordering: .relaxed) }

    /// The first signal asks for a clean end with its summary, a second one ends at once.
    ///
    /// - Parameter reloading: SIGHUP asks for the settings to be read again, as daemons have it.
    static func catchSignals(reloading: Bool = false) {
        signal(SIGPIPE, SIG_IGN)
        for number in reloading ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in
                if stopRequested.exchange(true, ordering: .relaxed) { _exit(130) }
            }
        }
        if reloading { signal(SIGHUP) { _ in reloadRequested.store(true, ordering: .relaxed) } }
    }

    /// Whether SIGHUP came since the last call.
    static func takeReload() -> Bool {
        reloadRequested.load(ordering: .relaxed) && reloadRequested.exchange(false, ordering: .relaxed)
    }

    private static func put(_ text: String, on file: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(file, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    var poller = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&poller, 1, 1000)
                    continue
                }
                guard count >= 0 else { return errno }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return 0
        }
    }
}

private let stopRequested = Atomic<Bool>(false)
private let reloadRequested = Atomic<Bool>(false)
private let outputFailed = Atomic<Bool>(false)
private let outputClosed = Atomic<Bool>(false)

func describe(errno: Int32) -> String { String(cString: strerror(errno)) }

func leave(_ status: Int32) -> Never { exit(status) }
