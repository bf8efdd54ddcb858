import Synchronization

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Signals while a screen is up, noted for the thread that draws. One for the process.
///
/// The first signal that ends asks for a clean end; a second one restores the terminal and ends at once. A crash restores it, too.
enum ScreenSignals {
    struct Noted: OptionSet, Sendable {
        let rawValue: UInt32
        static let end = Noted(rawValue: 1)
        static let resize = Noted(rawValue: 2)
        static let suspend = Noted(rawValue: 4)
        static let resume = Noted(rawValue: 8)
    }

    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    private static let crashing = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

    /// The bell rings for each. What was there before is put back by `uninstall`.
    static func install(_ bell: ScreenBell) -> Installed {
        noted.store(0, ordering: .relaxed)
        isEnding.store(false, ordering: .relaxed)
        ringer.store(bell.ringer, ordering: .relaxed)
        var former: [(Int32, Handler?)] = []
        for number in ending { former.append((number, signal(number, end))) }
        for number in crashing { former.append((number, signal(number, crash))) }
        former.append((SIGWINCH, signal(SIGWINCH) { _ in note(.resize) }))
        former.append((SIGTSTP, signal(SIGTSTP) { _ in note(.suspend) }))
        former.append((SIGCONT, signal(SIGCONT) { _ in note(.resume) }))
        return Installed(former: former)
    }

    struct Installed {
        fileprivate var former: [(Int32, Handler?)]

        func uninstall() {
            for (number, handler) in former { _ = signal(number, handler ?? SIG_DFL) }
            ringer.store(-1, ordering: .relaxed)
        }
    }

    typealias Handler = @convention(c) (Int32) -> Void

    static func take() -> Noted { Noted(rawValue: noted.exchange(0, ordering: .relaxed)) }

    /// Stops this process as Ctrl-Z does, until somebody continues it. Where nobody could (the shell is gone), the kernel does not stop it.
    static func stop() {
        let handler = signal(SIGTSTP, SIG_DFL)
        // To this thread, which may be one that takes no signals: another would stop us some time later.
        var stopping = sigset_t()
        var before = sigset_t()
        sigemptyset(&stopping)
        sigaddset(&stopping, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stopping, &before)
        raise(SIGTSTP)
        pthread_sigmask(SIG_SETMASK, &before, nil)
        _ = signal(SIGTSTP, handler ?? SIG_DFL)
    }
}

private let noted = Atomic<UInt32>(0)

private let isEnding = Atomic<Bool>(false)
private let ringer = Atomic<Int32>(-1)

private func note(_ what: ScreenSignals.Noted) {
    let before = errno // of whatever call it comes in the middle of
    noted.bitwiseOr(what.rawValue, ordering: .relaxed)
    ScreenBell.ring(ringer.load(ordering: .relaxed))
    errno = before
}

private func end(_ number: Int32) {
    if !isEnding.exchange(true, ordering: .relaxed) { return note(.end) }
    TerminalRestoration.restoreInHandler()
    _exit(128 + number)
}

/// The default does the rest: the instruction that failed fails again.
private func crash(_ number: Int32) {
    TerminalRestoration.restoreInHandler()
    _ = signal(number, SIG_DFL)
    raise(number)
}
