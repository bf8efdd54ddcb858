#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// d3 as Debian installs it (node-d3, libjs-d3).
struct SystemD3: Sendable {
    static let name = "d3.min.js"
    var paths = ["/usr/share/nodejs/d3/dist/d3.min.js", "/usr/share/javascript/d3/d3.min.js"]
    static let absence = """
        The page draws with d3, which was not there when weir was built and is not on this host now.
        Install node-d3 or libjs-d3 and load the page again; or look at /api/v1/topology, which has the same data.
        """
    private static let longest = 4 << 20

    var isPresent: Bool { paths.contains { access($0, R_OK) == 0 } }

    func content() -> [UInt8]? { paths.lazy.compactMap(Self.content).first }

    /// nil where it cannot be read whole.
    static func content(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, (1...longest).contains(Int(status.st_size)) else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
            while count < size {
                let more = read(file, room.baseAddress.map { $0 + count }, size - count)
                guard more > 0 else { break }
                count += more
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
