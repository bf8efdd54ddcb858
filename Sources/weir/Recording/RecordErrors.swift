import Recording
import Terminal

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Failure {
    /// Before anything was recorded.
    init(_ error: CaptureFileError) {
        self.init(message: "cannot \(error.step): \(Self.reason(error))")
    }

    /// In the middle: what is saved stays.
    init(_ error: CaptureFileError, saved: UInt64, in file: String) {
        let place = file == "-" ? "standard output" : file
        self.init(message: "cannot \(error.step) to \(place): \(Self.reason(error)). \(Quantity.size(saved)) are saved and open as they are")
    }

    private static func reason(_ error: CaptureFileError) -> String {
        switch error.reason {
        case .system(let errno): describe(errno: errno)
        case .exists: "it is there already; --force replaces it"
        case .notPlain: "it is no plain file; - writes to standard output"
        }
    }
}

/// A limit of file size (`ulimit -f`) shall be an error like a full disk, not the end of the process.
enum FileSizeSignal {
    static func ignore() { signal(SIGXFSZ, SIG_IGN) }
}
