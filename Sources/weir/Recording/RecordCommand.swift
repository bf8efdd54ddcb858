import ArgumentParser
import Recording
import Workloads

/// `weir record`: a capture to look at later, with weir or with sysdig, Falco and Stratoshark.
struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write a .scap capture of every system call on a socket, until Ctrl-C.",
        discussion: """
            The capture opens in weir (`weir replay`), sysdig, Falco and Stratoshark. It holds each call with its times, result and first \
            bytes, the processes that make them, and what they had open at the start; of processes that are not watched, nothing.

            FILE is written where it will stay, under its own name: whatever ends the run (a kill, a full disk), what is there opens, up to \
            the last whole block, of --gzip up to the last second. It is for its owner alone (mode 0600): it holds what was said on the wire.

            EXAMPLES
              weir record --container web web.scap                 until Ctrl-C
              weir record --for 1m --no-payload all.scap           who talks to whom, not what is said
              weir record --size 100MB --rotate 10 --gzip ring.scap.gz  the last gigabyte, in ring.scap.gz, ring.scap.gz.1 …
              weir record --pid 4711 - | gzip > web.scap.gz        to standard output
            """)

    @Argument(help: "The file to write; - is standard output.")
    var file: String

    @OptionGroup(title: "What to watch") var filter: FilterOptions

    @OptionGroup(title: "Names") var names: NameOptions

    @Option(name: [.customLong("for"), .customLong("duration")], help: "End after this time.")
    var duration: Seconds?

    @Option(help: ArgumentHelp("End, or go on in the next file, when a file has so many bytes (100MB, 1G).", valueName: "size"))
    var size: CaptureSize?

    @Option(help: ArgumentHelp("With --size: keep the last files, this many: FILE, FILE.1, FILE.2…", valueName: "count"))
    var rotate: Int?

    @Flag(help: "Compress. Other tools read that too.")
    var gzip = false

    @Option(help: ArgumentHelp("Bytes kept of each call's data, up to 512. As in weir live, protocols are known by them.", valueName: "bytes"))
    var snaplen = 256

    @Flag(help: "Keep nothing of what is said: no data of any call.")
    var noPayload = false

    @Flag(help: "Replace FILE.")
    var force = false

    @Option(help: "How often to tell how it goes. Default: each second on a terminal, else every ten.")
    var interval: Seconds?

    @Flag(help: "Tell nothing but errors.")
    var quiet = false

    /// As a daemon wants it of what it started.
    @Flag(help: .hidden)
    var untilInputEnds = false

    func validate() throws {
        if !(1...512).contains(snaplen) { throw ValidationError("--snaplen must be 1 to 512; --no-payload keeps nothing") }
        if let rotate, !(1...10_000).contains(rotate) { throw ValidationError("--rotate must be 1 to 10000") }
        if rotate != nil, size == nil { throw ValidationError("--rotate needs --size: when to go on in the next file") }
        if rotate != nil, file == "-" { throw ValidationError("--rotate needs a file") }
        if !filter.port.isEmpty {
            throw ValidationError("--port chooses flows; calls are recorded by --cgroup, --container and --pid. `weir replay --port` chooses later")
        }
        if file.isEmpty || file.hasSuffix("/") { throw ValidationError("FILE must name a file, or be -") }
    }

    /// Socket addresses come as data do, and 128 bytes hold any.
    private static let leastPayload = 128

    func run() async throws {
        Console.catchSignals()
        FileSizeSignal.ignore()
        if untilInputEnds { Console.stopWhenInputEnds() }
        let files: CaptureFiles
        do throws(CaptureFileError) {
            files = try CaptureFiles(path: file, ring: rotate ?? 1, isCompressed: gzip, replaces: force)
        } catch {
            throw Failure(error)
        }
        let names = try await LocalNames(self.names.configuration())
        defer { names.stop() }
        let recorded = RecordedNames(followsConntrack: names.configuration.followsConntrack)
        names.observer = { recorded.observe($0) }
        try await names.waitFor(filter)
        var options = filter.captureOptions(.syscall, payload: max(keptBytes, Self.leastPayload))
        options.tellsCalls = true
        let run = try RecordRun(self, options, names, recorded, files)
        try await CaptureThread.run(run) { try $0.loop() }
    }

    var keptBytes: Int { noPayload ? 0 : snaplen }
}

/// A size as users write it: `100MB`, `64MiB`, `1G`, plain bytes; powers of 1024.
struct CaptureSize: ExpressibleByArgument {
    var bytes: UInt64

    init?(argument: String) {
        var digits = argument.lowercased()
        for unit in ["ib", "b"] where digits.hasSuffix(unit) {
            digits.removeLast(unit.count)
            break
        }
        guard let size = Bytes(argument: digits) else { return nil }
        bytes = size.count
    }
}
