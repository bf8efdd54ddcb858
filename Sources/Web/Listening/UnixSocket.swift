#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A socket file that a server listens on, mode 0660.
struct UnixSocket: Sendable {
    let path: String
    let descriptor: Int32
    private let device: UInt
    private let inode: UInt

    /// Replaces the file of a server that has died; refuses where one lives, or where something else lies.
    init(path: String) throws(WebError) {
        self.path = path
        try Self.clear(path)
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        var status = stat()
        // The mode of the socket is the file's from its first moment on, less the umask; then exactly.
        guard fchmod(descriptor, 0o660) == 0, Self.call(bind, descriptor, path) == 0, chmod(path, 0o660) == 0,
            listen(descriptor, 256) == 0, lstat(path, &status) == 0
        else {
            let reason = errno
            close(descriptor)
            throw Self.failure(path, reason)
        }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
    }

    /// Only if it is still this socket's.
    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, UInt(status.st_dev) == device, UInt(status.st_ino) == inode else { return }
        unlink(path)
    }

    private static func clear(_ path: String) throws(WebError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw failure(path, errno) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw .listen(address: "unix:\(path)", why: "there is a file that is not a socket; remove it or choose another path")
        }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { throw failure(path, errno) }
        defer { close(probe) }
        guard call(connect, probe, path) != 0, errno == ECONNREFUSED else {
            throw .listen(address: "unix:\(path)", why: "another server listens there; stop it or choose another path")
        }
        guard unlink(path) == 0 else { throw failure(path, errno) }
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32, _ path: String
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func failure(_ path: String, _ errno: Int32) -> WebError {
        .listen(address: "unix:\(path)", why: String(cString: strerror(errno)).lowercased())
    }
}
