#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What procfs says of the network namespace of this process.
enum NetworkFacts {
    /// It is another than process 1's. False where that is not to be seen.
    ///
    /// By a file of which each namespace has its own, and at which anyone may look; `ns/net` only those may read who may trace.
    static func isElsewhere(_ proc: String) -> Bool {
        guard let own = inode("\(proc)/self/net/dev"), let host = inode("\(proc)/1/net/dev") else { return false }
        return own != host
    }

    /// The kernel tells nobody of connections: 0. Since 5.19 it is 2, "where somebody listens". False where there is no such setting.
    static func areEventsOff(_ proc: String) -> Bool {
        let file = open("\(proc)/sys/net/netfilter/nf_conntrack_events", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var first: UInt8 = 0
        return read(file, &first, 1) == 1 && first == UInt8(ascii: "0")
    }

    private static func inode(_ path: String) -> UInt64? {
        var facts = stat()
        return stat(path, &facts) == 0 ? UInt64(facts.st_ino) : nil
    }
}
