@testable import Recording

extension ScapThread {
    /// Every field that entries of this version have with a value of its own, those of the tail not.
    static func distinct(version: Int) -> ScapThread {
        var thread = ScapThread()
        thread.thread = 1001
        thread.process = 1002
        thread.parent = 1003
        if version >= 6 { thread.session = 1004 }
        if version >= 8 { thread.virtualGroup = 1005 }
        thread.command = "nginx"
        thread.executable = "nginx: master"
        if version >= 7 { thread.executablePath = "/usr/sbin/nginx" }
        thread.arguments = ["-g", "", "daemon off;"]
        thread.directory = "/srv"
        thread.descriptorLimit = -1
        thread.flags = 0x2001
        thread.user = 33
        thread.group = 34
        if version >= 2 {
            thread.virtualSizeKB = 1006
            thread.residentKB = 1007
            thread.swapKB = 1008
            thread.majorFaults = 1009
            thread.minorFaults = 1010
        }
        if version >= 3 { thread.environment = ["PATH=/bin", "EMPTY="] }
        if version >= 4 {
            thread.virtualThread = 11
            thread.virtualProcess = 12
            thread.cgroups = [ScapCgroup(subsystem: "cpu", path: "/a=b"), ScapCgroup(subsystem: "memory", path: "/docker/1")]
        }
        if version >= 5 { thread.root = "/chroot" }
        return thread
    }

    /// As an entry of a list of this version, without its length.
    func fields(version: Int) -> [UInt8] {
        EntryBytes { bytes in
            for number in [thread, process, parent] { bytes.add(number) }
            if version >= 6 { bytes.add(session) }
            if version >= 8 { bytes.add(virtualGroup) }
            bytes.add(command)
            bytes.add(executable)
            if version >= 7 { bytes.add(executablePath) }
            bytes.add(arguments)
            bytes.add(directory)
            bytes.add(descriptorLimit)
            for number in [flags, user, group] { bytes.add(number) }
            if version >= 2 {
                for number in [virtualSizeKB, residentKB, swapKB] { bytes.add(number) }
                for number in [majorFaults, minorFaults] { bytes.add(number) }
            }
            if version >= 3 { bytes.add(environment) }
            if version >= 4 {
                bytes.add(virtualThread)
                bytes.add(virtualProcess)
                bytes.add(cgroups.map(\.text))
            }
            if version >= 5 { bytes.add(root) }
        }.bytes
    }

    /// As it lies in a list of this version.
    func entry(version: Int, tail: [UInt8] = []) -> [UInt8] {
        version < 9 ? fields(version: version) : EntryBytes { $0.entry(fields(version: version) + tail) }.bytes
    }
}
