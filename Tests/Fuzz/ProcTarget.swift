import Events
import Glibc

@testable import Workloads

extension Target {
    /// What is read of a process in procfs: any bytes in its files.
    static let proc = Target(name: "proc", texts: [
        "\u{6}nginx\nnginx: worker\0-g\0daemon off;\0", "\u{4}sh\n\nsh\0-c\0\0", "\u{1}\n\0\0\0", "\u{3}ab\n", "\u{10}4:memory:/a b:c\n0::/",
        "\u{3}sh\n" + String(repeating: "more than is kept\0", count: 20),
    ], run: checkProcess)
}

/// A directory in the place of procfs, with one process.
private struct ProcDirectory {
    let root: String

    init() {
        let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        root = "\(place)/weir-fuzz-\(getpid())"
        mkdir(root, 0o700)
        mkdir("\(root)/1", 0o700)
    }

    func write(_ bytes: some Collection<UInt8>, to name: String) {
        let file = open("\(root)/1/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        promise(file >= 0, "cannot write to \(root)")
        _ = Array(bytes).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    static let shared = ProcDirectory()
}

private func checkProcess(_ bytes: UnsafeRawBufferPointer) {
    var input = FuzzInput(bytes)
    let directory = ProcDirectory.shared
    let name = input.bytes(Int(input.byte()))
    let rest = input.rest
    directory.write(name, to: "comm")
    directory.write(rest, to: "cmdline")
    directory.write(bytes, to: "cgroup")
    let files = ProcFiles(root: directory.root)
    let command = Command(String(decoding: name.prefix(64).prefix { $0 != 0x0a }, as: UTF8.self))
    checkArguments(files.commandLine(of: 1, named: command), of: rest)
    promise(files.commandLine(of: 2, named: command) == nil, "a process that is not there has a command line")
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    promise(files.memberships(of: 1) == lines.compactMap(CgroupMembership.init), "other memberships than lines")
}

/// Put together again they are the first 256 bytes, as far as those are text.
private func checkArguments(_ arguments: [String]?, of bytes: UnsafeRawBufferPointer) {
    guard let arguments else { return promise(bytes.isEmpty, "no command line") }
    let head = bytes.prefix(256)
    let text = String(decoding: head.last == 0 ? head.dropLast() : head, as: UTF8.self)
    promise(arguments.joined(separator: "\0") == text, "\(arguments) are not \(text.debugDescription)")
}
