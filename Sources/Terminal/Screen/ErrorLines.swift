#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What is said on standard error while a screen is up: it would be written over the screen, so it is caught and told there, and once more
/// behind it. Only where standard error is a terminal. Of one thread.
final class ErrorLines {
    private let original: Int32
    private let reader: Int32
    private var begun: [UInt8] = []
    private var kept: [String] = []

    /// The last ones are told again.
    private static let most = 50
    /// Bytes of a line.
    private static let longest = 1000

    init?() {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK) // who writes must not wait for us: it may be us
        }
        let original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard original >= 0, dup2(ends[1], STDERR_FILENO) >= 0 else {
            for file in ends + [original] where file >= 0 { close(file) }
            return nil
        }
        close(ends[1])
        (self.original, reader) = (original, ends[0])
        TerminalRestoration.keepErrors(original: original, lines: reader)
    }

    /// Lines that are new.
    func take() -> [String] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while case let count = read(reader, &bytes, bytes.count), count > 0 { begun += bytes.prefix(count) }
        var lines: [String] = []
        while let end = begun.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(String(decoding: begun[..<min(end, Self.longest)], as: UTF8.self))
            begun.removeFirst(end + 1)
        }
        if begun.count > Self.longest { begun = Array(begun.prefix(Self.longest)) }
        kept = Array((kept + lines).suffix(Self.most))
        return lines
    }

    /// Standard error is what it was, and has what it missed.
    func release() {
        _ = take()
        TerminalRestoration.forgetErrors()
        dup2(original, STDERR_FILENO)
        for line in kept.map({ Text.printable($0) + "\n" }) { _ = write(STDERR_FILENO, line, line.utf8.count) }
        kept = []
        close(original)
        close(reader)
    }
}
