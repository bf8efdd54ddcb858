import Logging

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The rotating capture of `weir daemon --record`: `weir record` as a process of its own, with the same filters, so that neither can harm the
/// other. It ends when its input does, and so with the daemon, however that ends.
///
/// Started before anything else, while there is one thread. Files of earlier runs count for the limit.
final class DaemonRecording: Sendable {
    /// Its standard input, which nobody writes to, and its standard error.
    private let input: Int32
    private let errors: Int32

    static let namePrefix = "weir-"

    /// `arguments`: filters and sources of names, as given to the daemon.
    init(_ settings: RecordingSettings, _ arguments: [String]) throws(Failure) {
        try RecordingFiles.makeRoom(in: settings.directory, keeping: settings.files)
        let file = "\(settings.directory)/\(Self.namePrefix)\(RecordingFiles.stamp(Clock.unixNanoseconds)).scap"
        let command =
            ["weir", "record", "--until-input-ends", "--quiet", "--size", "\(settings.size)", "--rotate", "\(settings.files)"]
            + (settings.keepsPayload ? [] : ["--no-payload"]) + arguments + [file]
        var (forInput, forErrors): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard pipe(&forInput) == 0, pipe(&forErrors) == 0 else {
            throw Failure(message: "cannot make a pipe for the recording: \(describe(errno: errno))")
        }
        for end in forInput + forErrors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (input, errors) = (forInput[1], forErrors[0])
        defer {
            close(forInput[0])
            close(forErrors[1])
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, forInput[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, forErrors[1], STDERR_FILENO)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let status = posix_spawn(&process, "/proc/self/exe", &actions, nil, &arguments, environ)
        guard status == 0 else { throw Failure(message: "cannot start the recording: \(describe(errno: status))") }
    }

    /// Tells the log what it says, until it ends. Blocks its thread.
    func follow(_ log: Logger) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        var rest: [UInt8] = []
        while true {
            let count = read(errors, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest += bytes.prefix(count)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                log.warning("recording: \(String(decoding: rest[..<end], as: UTF8.self))")
                rest.removeFirst(end + 1)
            }
            if rest.count > 65_536 { rest.removeAll() }
        }
        if !Console.isStopRequested { log.error("the recording has ended: nothing is captured to file until the daemon is started again") }
    }

    /// It writes what it has and ends.
    func stop() { close(input) }
}

/// `--record DIR`.
struct RecordingSettings {
    var directory: String
    /// Bytes of each file, and how many files.
    var size: UInt64 = 64 << 20
    var files = 8
    var keepsPayload = false
}
