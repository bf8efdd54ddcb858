import Events

/// The little that is read of a process in procfs when no event told it.
struct ProcFiles {
    /// Where procfs is mounted.
    let root: String

    /// Its cgroup in each hierarchy; empty when the process is gone. Another process may have the number by now: check.
    func memberships(of process: ProcessID) -> [CgroupMembership] {
        let lines = try? HostFiles.lines("\(root)/\(process)/cgroup", limit: 1 << 18)
        return (lines ?? []).compactMap(CgroupMembership.init)
    }

    /// nil when the process is gone.
    func parent(of process: ProcessID) -> ProcessID? {
        guard let bytes = try? HostFiles.bytes("\(root)/\(process)/stat", limit: 1024),
            let name = bytes.lastIndex(of: UInt8(ascii: ")")) // which may hold anything
        else { return nil }
        let fields = bytes[(name + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 2)
        return fields.count > 1 ? ProcessID(String(decoding: fields[1], as: UTF8.self)) : nil
    }

    /// The first 256 bytes of its command line, as exec events have it; nil when gone or when the number has passed to a process of
    /// another name.
    func commandLine(of process: ProcessID, named command: Command) -> [String]? {
        guard let comm = try? HostFiles.bytes("\(root)/\(process)/comm", limit: 64),
            Command(String(decoding: comm.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) == command,
            let arguments = try? HostFiles.bytes("\(root)/\(process)/cmdline", limit: 256), !arguments.isEmpty
        else { return nil }
        let parts = arguments.split(separator: 0, omittingEmptySubsequences: false)
        // A NUL ends the last argument; a kernel thread or a process that overwrote them has none.
        let ended = parts.last?.isEmpty == true ? parts.dropLast() : parts[...]
        return ended.map { String(decoding: $0, as: UTF8.self) }
    }
}
