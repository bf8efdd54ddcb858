import Events

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Numbers for the cgroups of a capture, which knows only their paths: hierarchies by subsystem, cgroups in the order of their
/// appearance. Bounded.
struct CgroupNames {
    /// Those of a process's cgroups that say most: that of v2, and the deepest one of v1.
    struct Places {
        var v2: CgroupID?
        var v1: CgroupID?
    }

    private var known: [ByteKey: Places] = [:]
    private var last: (list: ByteKey, places: Places) = (ByteKey(bytes: []), Places())
    private var hierarchies: [String: UInt32] = [:]
    private var numbers: [ScapCgroup: UInt64] = [:]
    private static let most = 262_144

    /// `cgroups`: `subsystem=path`, each with a NUL behind it. `made` is told of each that is new.
    mutating func places(_ cgroups: UnsafeRawBufferPointer, made: (CgroupEvent) -> Void) -> Places {
        if cgroups.isEmpty { return Places() }
        if last.list == cgroups { return last.places } // neighbours in a list are often in the same
        let key = ByteKey(bytes: Array(cgroups))
        if let known = known[key] {
            last = (key, known)
            return known
        }
        let list = ScapCgroup.list(cgroups)
        let unified = list.first { Self.isUnified($0.subsystem) }
        let deepest = list.filter { !Self.isUnified($0.subsystem) }.max { Self.depth($0) < Self.depth($1) }
        let places = Places(v2: unified.flatMap { id(of: $0, made) }, v1: deepest.flatMap { id(of: $0, made) })
        if known.count < 65_536 { known[key] = places }
        return places
    }

    private static func isUnified(_ subsystem: String) -> Bool { subsystem.isEmpty || subsystem == "unified" }

    private static func depth(_ cgroup: ScapCgroup) -> (Int, Int) {
        (cgroup.path.utf8.count { $0 == UInt8(ascii: "/") }, cgroup.path.utf8.count)
    }

    private mutating func id(of cgroup: ScapCgroup, _ made: (CgroupEvent) -> Void) -> CgroupID? {
        let hierarchy = Self.isUnified(cgroup.subsystem) ? 0 : number(ofHierarchy: cgroup.subsystem)
        if let known = numbers[cgroup] { return CgroupID(id: known, hierarchy: hierarchy) }
        guard numbers.count < Self.most else { return nil }
        let id = CgroupID(id: UInt64(numbers.count + 2), hierarchy: hierarchy) // 1 is the root of every hierarchy
        numbers[cgroup] = id.id
        made(CgroupEvent(
            kind: .made, time: MonotonicTime(nanoseconds: 0), cgroup: id, parent: CgroupID(id: 0, hierarchy: hierarchy), path: cgroup.path))
        return id
    }

    private mutating func number(ofHierarchy subsystem: String) -> UInt32 {
        if let known = hierarchies[subsystem] { return known }
        let next = UInt32(hierarchies.count + 1)
        hierarchies[subsystem] = next
        return next
    }
}

/// Bytes as a key. An array of bytes would be hashed one by one.
private struct ByteKey: Hashable {
    var bytes: [UInt8]

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

    static func == (key: Self, bytes: UnsafeRawBufferPointer) -> Bool {
        guard key.bytes.count == bytes.count, let base = bytes.baseAddress else { return false }
        return key.bytes.withUnsafeBytes { memcmp($0.baseAddress!, base, $0.count) == 0 }
    }
}

extension Command {
    /// What is longer than the kernel's 15 bytes is cut.
    init(bytes: UnsafeRawBufferPointer) {
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.prefix(15).enumerated() {
            if index < 8 { words.0 |= UInt64(byte) << UInt64(index * 8) } else { words.1 |= UInt64(byte) << UInt64((index - 8) * 8) }
        }
        self.init(high: words.0, low: words.1)
    }
}
