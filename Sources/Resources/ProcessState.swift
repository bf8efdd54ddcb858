#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One process from sample to sample.
final class ProcessState {
    /// The sample in which it was last looked at.
    private(set) var seen = 0

    private let reader: FileReader
    private var file = KernelFile()
    private var worked = Counter()
    private var cadence: Cadence
    private var usage: ProcessUsage?

    init(reader: FileReader, start: Int) {
        self.reader = reader
        cadence = Cadence(start: start)
    }

    deinit { reader.release(&file) }

    /// nil when there is no such process. Read in each second sample: ticks are too coarse for one.
    func sample(_ process: UInt32, _ moment: Moment) -> ProcessUsage? {
        seen = moment.turn
        if cadence.isDue(each: 2) { usage = read(process, moment) }
        cadence.advance()
        return usage
    }

    /// An open `stat` never shows another process that has the number by now; a path does.
    private func read(_ process: UInt32, _ moment: Moment) -> ProcessUsage? {
        let path = FilePath(directory: moment.proc, place: "/\(process)", name: "/stat")
        let stat = reader.text(of: &file, at: path, keeping: .openIfAmple).flatMap(ProcessStat.init)
        if stat?.started != usage?.started { worked = Counter() }
        let rate = worked.advance(to: stat?.workedTicks, at: moment.time)
        guard let stat else { return nil }
        var next = ResourceUsage()
        next.cpuCores = rate.map { $0 / HostUnits.ticksPerSecond }
        next.memoryBytes = HostUnits.bytes(pages: stat.residentPages)
        next.threads = stat.threads
        return ProcessUsage(started: stat.started, usage: next)
    }
}

/// The kernel's units.
enum HostUnits {
    static let ticksPerSecond = Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))
    private static let pageSize = UInt64(max(sysconf(Int32(_SC_PAGESIZE)), 1))

    /// nil when it is beyond belief.
    static func bytes(pages: UInt64) -> UInt64? {
        let (bytes, isTooMuch) = pages.multipliedReportingOverflow(by: pageSize)
        return isTooMuch ? nil : bytes
    }
}
