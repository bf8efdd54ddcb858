import Events

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// This machine, its interfaces, and the users that own what is watched.
public enum HostFacts {
    public static func machine() -> ScapMachine {
        var machine = ScapMachine()
        machine.processors = UInt32(clamping: sysconf(Int32(_SC_NPROCESSORS_CONF)))
        let (memory, overflow) = UInt64(clamping: sysconf(Int32(_SC_PHYS_PAGES)))
            .multipliedReportingOverflow(by: UInt64(clamping: sysconf(Int32(_SC_PAGESIZE))))
        machine.memoryBytes = overflow ? 0 : memory
        machine.largestProcess = ProcFile.text("/proc/sys/kernel/pid_max", limit: 32)?.split(separator: "\n").first.flatMap { UInt64($0) } ?? 0
        machine.hostName = name { gethostname($0, $1) }
        let boot = ProcFile.text("/proc/stat", limit: 1 << 22)?.split(separator: "\n").first { $0.hasPrefix("btime ") }
        machine.bootTime = (boot?.split(separator: " ").last.flatMap { UInt64($0) } ?? 0) &* 1_000_000_000
        return machine
    }

    private static func name(_ read: (UnsafeMutablePointer<CChar>, Int) -> Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        _ = read(&buffer, buffer.count - 1)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// As `uname -r` says.
    public static func kernelRelease() -> String {
        var names = utsname()
        uname(&names)
        return withUnsafeBytes(of: names.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// Those of this network namespace.
    public static func interfaces() -> [ScapInterface] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var found: [ScapInterface] = []
        var next = first
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard let address = address(entry.ifa_addr), found.count < 4096 else { continue }
            let none = IPAddress(high: 0, low: address.isIPv4 ? 0xffff_0000_0000 : 0)
            found.append(ScapInterface(
                name: String(cString: entry.ifa_name), address: address, netmask: self.address(entry.ifa_netmask) ?? none,
                broadcast: address.isIPv4 ? self.address(entry.ifa_ifu.ifu_broadaddr) ?? none : none))
        }
        return found
    }

    private static func address(_ socket: UnsafeMutablePointer<sockaddr>?) -> IPAddress? {
        guard let socket else { return nil }
        let size = socket.pointee.sa_family == UInt16(AF_INET6) ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
        return SocketAddress(UnsafeRawBufferPointer(start: socket, count: size))?.endpoint?.address
    }

    /// Of `/etc/passwd` and `/etc/group`, those that `threads` run as.
    public static func accounts(of threads: [ScapThread]) -> [ScapAccount] {
        let (users, groups) = (Set(threads.map(\.user)), Set(threads.map(\.group)))
        var found: [ScapAccount] = []
        _ = ProcFile.lines("/etc/passwd") { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 7, let id = UInt32(fields[2]), let group = UInt32(fields[3]), users.contains(id) else { return }
            found.append(.user(id: id, group: group, name: fields[0], home: fields[5], shell: fields[6]))
        }
        _ = ProcFile.lines("/etc/group") { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 3, let id = UInt32(fields[2]), groups.contains(id) else { return }
            found.append(.group(id: id, name: fields[0]))
        }
        return found
    }
}
