#if canImport(Musl)
import Musl
#else
import Glibc
#endif

extension OwnUse {
    /// As of now, from the process's clock and `/proc/self/statm`; nil where that cannot be read.
    public static func measured() -> OwnUse? {
        var cpu = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu) == 0, let pages = statm(), pages.count > 1 else { return nil }
        let size = UInt64(max(sysconf(Int32(_SC_PAGESIZE)), 1))
        return OwnUse(
            residentBytes: pages[1] &* size, virtualBytes: pages[0] &* size,
            cpuSeconds: Double(cpu.tv_sec) + Double(cpu.tv_nsec) / 1e9)
    }

    private static func statm() -> [UInt64]? {
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return bytes[..<count].split(separator: UInt8(ascii: " ")).compactMap { UInt64(String(decoding: $0, as: UTF8.self)) }
    }
}
