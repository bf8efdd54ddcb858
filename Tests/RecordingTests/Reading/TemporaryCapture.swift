#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Bytes under a path, as long as somebody looks.
enum TemporaryCapture {
    static func with(_ bytes: [UInt8], _ look: (String) -> Void) {
        var name = Array("/tmp/weir-capture-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        precondition(descriptor >= 0, "mkstemp: \(errno)")
        unlink(name)
        defer { close(descriptor) }
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                precondition(written > 0, "write: \(errno)")
                rest = rest.dropFirst(written)
            }
        }
        look("/proc/self/fd/\(descriptor)")
    }
}
