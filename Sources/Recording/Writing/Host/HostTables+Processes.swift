// What one process says of itself.
extension HostTables {
    /// `nil`: it is gone.
    mutating func process(_ number: UInt64, _ memberships: [Membership]) -> Process? {
        let folder = "\(root)/\(number)"
        guard let status = ProcFile.text("\(folder)/status", limit: 1 << 14), let stat = ProcFile.text("\(folder)/stat", limit: 4096)
        else { return nil }
        var thread = ScapThread()
        thread.thread = number
        thread.process = number
        thread.take(status: status)
        let started = thread.take(stat: stat)
        let line = ProcFile.strings("\(folder)/cmdline", limit: 4096) ?? []
        thread.executable = line.first ?? thread.command
        thread.arguments = Array(line.dropFirst())
        thread.executablePath = link("\(folder)/exe", isExpected: !line.isEmpty) ?? ""
        thread.directory = link("\(folder)/cwd", isExpected: true) ?? "/"
        thread.root = link("\(folder)/root", isExpected: true) ?? "/"
        thread.descriptorLimit = Self.descriptorLimit(ProcFile.text("\(folder)/limits", limit: 4096) ?? "")
        thread.loginUser = ProcFile.text("\(folder)/loginuid", limit: 16).flatMap { UInt32($0) } ?? .max
        thread.environment = environment("\(folder)/environ")
        thread.cgroups = memberships.flatMap(\.cgroups)
        let threads = (ProcFile.numbers(in: "\(folder)/task", limit: Limit.threads) ?? []).filter { $0 != number }
        return Process(thread: thread, started: started, memberships: memberships, furtherThreads: threads, descriptors: [])
    }

    private mutating func link(_ path: String, isExpected: Bool) -> String? {
        let target = ProcFile.link(path)
        if target == nil, isExpected { skipped += 1 }
        return target
    }

    private func environment(_ path: String) -> [String] {
        (ProcFile.strings(path, limit: 1 << 17) ?? []).filter { variable in
            variable.split(separator: "=", maxSplits: 1).first.map { Self.environment.contains(String($0)) } ?? false
        }
    }

    /// `Max open files            1024                 1048576              files`
    static func descriptorLimit(_ limits: String) -> Int64 {
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        return line?.split(separator: " ").dropFirst(3).first.flatMap { Int64($0) } ?? 0
    }
}

extension ScapThread {
    /// Of `/proc/PID/status` (proc(5)).
    mutating func take(status: String) {
        for line in status.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let values = parts[1].split(whereSeparator: { $0 == "\t" || $0 == " " })
            switch parts[0] {
            case "Name": command = values.joined(separator: " ")
            case "PPid": parent = values.first.flatMap { UInt64($0) } ?? 0
            case "Uid": user = values.dropFirst().first.flatMap { UInt32($0) } ?? 0
            case "Gid": group = values.dropFirst().first.flatMap { UInt32($0) } ?? 0
            case "NSpid":
                virtualThread = values.last.flatMap { Int64($0) } ?? 0
                virtualProcess = virtualThread
            case "NSpgid": virtualGroup = values.last.flatMap { UInt64($0) } ?? 0
            case "VmSize": virtualSizeKB = values.first.flatMap { UInt32($0) } ?? 0
            case "VmRSS": residentKB = values.first.flatMap { UInt32($0) } ?? 0
            case "VmSwap": swapKB = values.first.flatMap { UInt32($0) } ?? 0
            default: break
            }
        }
    }

    /// Of `/proc/PID/stat`, whose second field may hold anything. Returns when it began, in nanoseconds since boot.
    mutating func take(stat: String) -> UInt64 {
        guard let end = stat.lastIndex(of: ")") else { return 0 }
        let fields = stat[stat.index(after: end)...].split(whereSeparator: { $0 == " " || $0 == "\n" })
        guard fields.count > 19 else { return 0 }
        session = UInt64(fields[3]) ?? 0
        minorFaults = UInt64(fields[7]) ?? 0
        majorFaults = UInt64(fields[9]) ?? 0
        let (started, overflow) = (UInt64(fields[19]) ?? 0).multipliedReportingOverflow(by: 10_000_000) // hundredths of a second
        return overflow ? 0 : started
    }
}
