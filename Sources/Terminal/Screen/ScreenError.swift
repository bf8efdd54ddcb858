/// Why a screen cannot be had.
public enum ScreenError: Error, Equatable {
    /// Input or output is a file, a pipe, nothing.
    case noTerminal
    /// `TERM` is not set or `dumb`: it cannot place text.
    case dumbTerminal
    /// A system call, and its errno.
    case failed(String, errno: Int32)
}
