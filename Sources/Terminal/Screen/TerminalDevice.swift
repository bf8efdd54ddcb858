#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The terminal itself: its modes, its size, bytes from and to it. Nothing here waits: a terminal that takes no more keeps the rest for later.
///
/// It is opened anew, so that not waiting is no matter of whoever shares standard output with us. Of one thread.
final class TerminalDevice {
    let file: Int32
    /// What the terminal has not taken yet.
    private var unsent: [UInt8] = []

    /// The terminal of standard output, when standard input is one too.
    init(environment: [String: String]) throws(ScreenError) {
        if let obstacle = Self.obstacle(environment: environment) { throw obstacle }
        let flags = O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        var opened: Int32 = -1
        // In a container its name may be nowhere to be found; it is still the one that controls us.
        if let name = ttyname(STDOUT_FILENO) { opened = open(name, flags) }
        if opened < 0 { opened = open("/dev/tty", flags) }
        guard opened >= 0 else { throw .failed("open the terminal", errno: errno) }
        file = opened
    }

    deinit { close(file) }

    /// Why there can be no screen, as far as can be told without touching anything.
    static func obstacle(environment: [String: String]) -> ScreenError? {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return .noTerminal }
        return ["", "dumb"].contains(environment["TERM", default: ""]) ? .dumbTerminal : nil
    }

    /// Keys as they come, nothing echoed, nothing held back by Ctrl-S. Ctrl-C and Ctrl-Z stay signals, so that they work whatever we do.
    func takeOver() throws(ScreenError) {
        var modes = termios()
        guard tcgetattr(file, &modes) == 0 else { throw .failed("read the terminal's modes", errno: errno) }
        TerminalRestoration.keep(modes, of: file)
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
        modes.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
        withUnsafeMutableBytes(of: &modes.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        guard tcsetattr(file, TCSANOW, &modes) == 0 else { throw .failed("change the terminal's modes", errno: errno) }
        send(TerminalRestoration.enter)
    }

    func giveBack() {
        unsent = []
        TerminalRestoration.restore()
    }

    /// 80×24 where nobody says.
    var size: ScreenSize {
        var size = winsize()
        guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return ScreenSize(columns: 80, rows: 24) }
        return ScreenSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// What has been typed; nil: there is no terminal any more.
    func take() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = read(file, &bytes, bytes.count)
        if count > 0 { return Array(bytes.prefix(count)) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? [] : nil
    }

    var hasUnsent: Bool { !unsent.isEmpty }

    func send(_ text: String) {
        unsent += text.utf8
        flush()
    }

    /// Hands over as much as the terminal takes.
    func flush() {
        while !unsent.isEmpty {
            let count = write(file, unsent, unsent.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno != EAGAIN { unsent = [] } // gone: reading tells
            if count <= 0 { return }
            unsent.removeFirst(count)
        }
    }
}
