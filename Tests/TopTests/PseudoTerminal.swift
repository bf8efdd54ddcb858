import CPseudoTerminal
import Glibc

/// A terminal without glass: a program runs on it as on any other, and what it writes and changes can be looked at.
final class PseudoTerminal {
    struct Failure: Error, CustomStringConvertible { var description: String }

    private let master: Int32
    private var child: pid_t = 0
    /// All that was written so far.
    private(set) var output = ""
    private var status: Int32?

    /// Runs a command of the shell, with the probe as `$0`, in a session of its own whose terminal this is.
    init(_ command: String, columns: UInt16 = 80, rows: UInt16 = 24, environment: [String] = ["TERM=xterm"]) throws {
        var variables = (environment + ["PATH=/usr/bin:/bin"]).map { strdup($0) } + [nil]
        defer { for variable in variables { free(variable) } }
        let size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        master = weir_start_on_terminal(command, Self.probe, &variables, size, &child)
        guard master >= 0 else { throw Failure(description: "no terminal") }
    }

    deinit {
        if child > 0, status == nil {
            kill(-child, SIGKILL)
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
        close(master)
    }

    /// Next to the program that runs the tests.
    private static var probe: String {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(decoding: path.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return own.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/TopProbe"
    }

    func type(_ keys: String) { _ = write(master, keys, keys.utf8.count) }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The modes that a program can change, as bytes that are equal when they are.
    var modes: [UInt32] {
        var modes = termios()
        tcgetattr(master, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + withUnsafeBytes(of: &modes.c_cc) { $0.map(UInt32.init) }
    }

    var isRaw: Bool { modes[3] & UInt32(ICANON | ECHO) == 0 }

    /// Reads until the output since it was last awaited holds a text; throws after half a minute.
    func await(_ text: String) throws {
        for _ in 0..<600 {
            if let found = unread.range(of: text) {
                unread = String(unread[found.upperBound...])
                return
            }
            read()
        }
        throw Failure(description: "no \(text.debugDescription) in \(unread.debugDescription)")
    }

    private var unread = ""

    private func read() {
        var poller = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&poller, 1, 50) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(master, &bytes, bytes.count)
        if count <= 0 { usleep(50_000) }
        let text = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        output += text
        unread += text
    }

    /// Of the shell, as the system tells it; throws after half a minute.
    func end() throws -> Int32 {
        for _ in 0..<600 {
            read()
            var status: Int32 = 0
            if waitpid(child, &status, WNOHANG) == child {
                self.status = status
                return status
            }
        }
        throw Failure(description: "it has not ended")
    }

    func signal(_ number: Int32) { kill(child, number) }
}

extension String {
    /// The first place of a text.
    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
