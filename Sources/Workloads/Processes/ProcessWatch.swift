public import Events

/// Looks for processes by the kernel's name of them, at the start and at any later time, whatever filters the capture has.
///
/// Each look reads the names of `/proc` and of each process that is new the first bytes of a file or two: below a millisecond with a
/// thousand processes. One thread.
public struct ProcessWatch {
    public struct Found: Hashable, Sendable {
        public var process: ProcessID
        public var name: String
        public var arguments: [String]
        /// Where its network namespace listens: its own sockets, and those of others there.
        public var listening: [Endpoint]
        /// Somebody in a container can call himself anything.
        public var isContained: Bool
    }

    private let root: String
    private let names: Set<String>
    /// Those looked at, and how often: a process may begin another program just after it was met.
    private var seen: [ProcessID: UInt8] = [:]

    private static let looks: UInt8 = 2
    private static let longestArguments = 16_384

    public init(names: Set<String>, proc: String = "/proc") {
        self.names = names
        root = proc
    }

    /// Those that were not there the last time.
    public mutating func look() -> [Found] {
        let present = (HostFiles.directories(in: PathBytes(root)) ?? []).compactMap { ProcessID(String(decoding: $0, as: UTF8.self)) }
        var now: [ProcessID: UInt8] = [:]
        now.reserveCapacity(present.count)
        var found: [Found] = []
        for process in present {
            var looks = seen[process] ?? 0
            if looks < Self.looks {
                looks += 1
                if let one = look(at: process) {
                    found.append(one)
                    looks = Self.looks
                }
            }
            now[process] = looks
        }
        seen = now
        return found
    }

    private func look(at process: ProcessID) -> Found? {
        guard let comm = try? HostFiles.bytes("\(root)/\(process)/comm", limit: 64) else { return nil }
        let name = String(decoding: comm.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard names.contains(name) else { return nil }
        let arguments = (try? HostFiles.bytes("\(root)/\(process)/cmdline", limit: Self.longestArguments)) ?? []
        let listening = ["tcp", "tcp6"].flatMap { (try? HostFiles.lines("\(root)/\(process)/net/\($0)", limit: 1 << 20)) ?? [] }
        return Found(
            process: process, name: name,
            arguments: arguments.split(separator: 0).map { String(decoding: $0, as: UTF8.self) },
            listening: listening.compactMap(SocketLine.listener), isContained: isContained(process))
    }
}

extension ProcessWatch {
    private func isContained(_ process: ProcessID) -> Bool {
        ProcFiles(root: root).memberships(of: process).contains { CgroupRules.match($0.path).isContainer }
    }
}

/// A line of `/proc/net/tcp` or `tcp6` (proc(5)): addresses in hexadecimal, each 32-bit word in this host's byte order.
enum SocketLine {
    /// nil for one that does not listen.
    static func listener(_ line: Substring) -> Endpoint? {
        let fields = line.split(separator: " ", maxSplits: 4)
        guard fields.count > 3, fields[3] == "0A" else { return nil }
        let parts = fields[1].split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1], radix: 16), let address = address(parts[0]) else { return nil }
        return Endpoint(address: address, port: port)
    }

    private static func address(_ digits: Substring) -> IPAddress? {
        guard digits.utf8.count == 8 || digits.utf8.count == 32 else { return nil }
        var words: [UInt32] = []
        var rest = digits
        while !rest.isEmpty {
            guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
            words.append(UInt32(littleEndian: word).byteSwapped)
            rest = rest.dropFirst(8)
        }
        if words.count == 1 { return IPAddress(high: 0, low: 0xffff << 32 | UInt64(words[0])) }
        return IPAddress(high: UInt64(words[0]) << 32 | UInt64(words[1]), low: UInt64(words[2]) << 32 | UInt64(words[3]))
    }
}
