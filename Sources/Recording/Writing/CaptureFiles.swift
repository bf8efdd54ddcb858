#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The files of a run: one, or a ring of several: `FILE`, `FILE.1`, `FILE.2`…, then `FILE` again in place of the oldest.
///
/// The directory is opened once, so the names mean the same throughout. Files are made for their owner alone (0600), never through a link
/// and never over what is there, unless asked.
public final class CaptureFiles {
    private let directory: Int32
    private let name: String
    /// As the user wrote it, up to the last slash.
    private let place: String
    private let replaces: Bool
    private let ring: Int
    private let isCompressed: Bool
    private var made = 0

    /// `-`: standard output.
    public let isPipe: Bool

    /// - Parameters:
    ///   - ring: how many files at most; 1 when it is not to go on in others.
    ///   - replaces: files that are there may go. Only plain ones do.
    public init(path: String, ring: Int, isCompressed: Bool, replaces: Bool) throws(CaptureFileError) {
        self.ring = max(ring, 1)
        self.isCompressed = isCompressed
        self.replaces = replaces
        isPipe = path == "-"
        let end = path.lastIndex(of: "/")
        name = end.map { String(path[path.index(after: $0)...]) } ?? path
        place = end.map { String(path[...$0]) } ?? ""
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard !isPipe else {
            directory = -1
            return
        }
        directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw CaptureFileError("open \(folder)", errno: errno) }
        for index in 0..<self.ring { try check(name(index), replaces) }
    }

    deinit { if directory >= 0 { close(directory) } }

    private func check(_ name: String, _ replaces: Bool) throws(CaptureFileError) {
        var status = stat()
        guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        guard replaces else { throw CaptureFileError("create \(place)\(name)", .exists) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw CaptureFileError("replace \(place)\(name)", .notPlain) }
    }

    private func name(_ index: Int) -> String { index == 0 ? name : "\(name).\(index)" }

    /// How many have been begun.
    public var count: Int { made }

    /// Begins the next file; one of its name was checked at the start, or is the oldest of the ring.
    public func next() throws(CaptureFileError) -> CaptureFile {
        if isPipe { return try CaptureFile(descriptor: dup(STDOUT_FILENO), isPipe: true, isCompressed: isCompressed) }
        let name = name(made % ring)
        if replaces || made >= ring { unlinkat(directory, name, 0) }
        let file = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw CaptureFileError("create \(place)\(name)", errno: errno) }
        made += 1
        return try CaptureFile(descriptor: file, isPipe: false, isCompressed: isCompressed)
    }

    /// The first file goes again when nothing came of the run.
    public func abandon() {
        if !isPipe, made == 1 { unlinkat(directory, name, 0) }
    }
}
