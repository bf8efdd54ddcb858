import CEvents
import Events
import Testing

@Suite struct ProcessDecodingTests {
    private func process(_ kind: Int32, arguments: [UInt8]) -> [UInt8] {
        var wire = weir_process()
        wire.header = weir_header(time: 1001, sequence: 0, kind: UInt16(kind), cpu: 1)
        wire.started = 1002
        wire.cgroup_v2 = 1003
        wire.cgroup_v1 = 1004
        wire.cgroup_v1_hierarchy = 1005
        wire.process = 1006
        wire.parent = 1007
        wire.thread = 1008
        wire.arguments_length = UInt32(arguments.count)
        wire.command = (0x73, 0x68, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // sh
        return bytes(wire) + arguments
    }

    private func cgroup(_ kind: Int32, path: [UInt8]) -> [UInt8] {
        var wire = weir_cgroup()
        wire.header = weir_header(time: 1001, sequence: 0, kind: UInt16(kind), cpu: 1)
        wire.id = 1002
        wire.parent = 1003
        wire.hierarchy = 4
        wire.path_length = UInt32(path.count)
        return bytes(wire) + path
    }

    @Test(arguments: [(WEIR_EXEC, ProcessEvent.Kind.exec), (WEIR_EXIT, .exit), (WEIR_FORK, .fork)])
    func everyFieldOfAProcessLandsInItsPlace(wire: Int32, kind: ProcessEvent.Kind) throws {
        let event = try #require(Decoded(process(wire, arguments: Array("/bin/sh\0-c\0exit 0\0".utf8))).process)
        #expect(event.kind == kind)
        #expect(event.time == MonotonicTime(nanoseconds: 1001))
        #expect(event.started == MonotonicTime(nanoseconds: 1002))
        #expect(event.owner.cgroupV2 == CgroupID(id: 1003, hierarchy: 0))
        #expect(event.owner.cgroupV1 == CgroupID(id: 1004, hierarchy: 1005))
        #expect(event.owner.process == 1006)
        #expect(event.parent == 1007)
        #expect(event.thread == 1008)
        #expect(event.owner.command.description == "sh")
        #expect(event.arguments == ["/bin/sh", "-c", "exit 0"])
    }

    /// The kernel's records have room for all of `argv` and say how much of it is used.
    @Test func roomBehindTheArgumentsIsNotReadAsArguments() throws {
        let record = process(WEIR_EXEC, arguments: Array("/bin/true\0".utf8)) + [UInt8](repeating: 0x41, count: 246)
        #expect(Decoded(record).process?.arguments == ["/bin/true"])
    }

    @Test(arguments: [
        ([], []), ([0x61], ["a"]), ([0x61, 0], ["a"]), ([0, 0, 0], []), ([0xff, 0xfe, 0, 0x62], ["\u{fffd}\u{fffd}", "b"]),
        ([0xe2, 0x82], ["\u{fffd}"]), ([0x0a, 0x1b, 0], ["\n\u{1b}"]),
    ] as [([UInt8], [String])])
    func argumentsMayHoldAnyBytes(wire: [UInt8], arguments: [String]) throws {
        #expect(Decoded(process(WEIR_EXEC, arguments: wire)).process?.arguments == arguments)
    }

    @Test(arguments: [(WEIR_CGROUP_MKDIR, CgroupEvent.Kind.made), (WEIR_CGROUP_RMDIR, .removed)])
    func everyFieldOfACgroupLandsInItsPlace(wire: Int32, kind: CgroupEvent.Kind) throws {
        let event = try #require(Decoded(cgroup(wire, path: Array("/docker/4711".utf8))).cgroup)
        #expect(event.kind == kind)
        #expect(event.time == MonotonicTime(nanoseconds: 1001))
        #expect(event.cgroup == CgroupID(id: 1002, hierarchy: 4))
        #expect(event.parent == CgroupID(id: 1003, hierarchy: 4))
        #expect(event.path == "/docker/4711")
    }

    @Test(arguments: [([], ""), ([0x2f], "/"), ([0x2f, 0xff, 0x61], "/\u{fffd}a"), ([0x2f, 0x0a], "/\n")] as [([UInt8], String)])
    func cgroupPathsMayHoldAnyBytes(wire: [UInt8], path: String) throws {
        #expect(Decoded(cgroup(WEIR_CGROUP_MKDIR, path: wire)).cgroup?.path == path)
    }

    @Test func longestPathOfTheContractIsRead() {
        let path = [UInt8](repeating: 0x61, count: Int(WEIR_MAX_PATH))
        #expect(Decoded(cgroup(WEIR_CGROUP_MKDIR, path: path)).cgroup?.path.utf8.count == 512)
        #expect(Decoded(cgroup(WEIR_CGROUP_MKDIR, path: path + [0x61])).kind == .malformed)
    }

    @Test func longestArgumentsOfTheContractAreRead() {
        let arguments = [UInt8](repeating: 0x61, count: Int(WEIR_MAX_ARGUMENTS))
        #expect(Decoded(process(WEIR_EXEC, arguments: arguments)).process?.arguments.first?.utf8.count == 256)
        #expect(Decoded(process(WEIR_EXEC, arguments: arguments + [0x61])).kind == .malformed)
    }

    @Test func lengthsBeyondTheRecordAreMalformed() {
        var path = cgroup(WEIR_CGROUP_MKDIR, path: Array("/docker".utf8))
        path.removeLast()
        #expect(Decoded(path).kind == .malformed)
        var arguments = process(WEIR_EXEC, arguments: Array("sh\0".utf8))
        arguments.removeLast()
        #expect(Decoded(arguments).kind == .malformed)
        for place in 60..<64 { arguments[place] = 0xff } // arguments_length
        #expect(Decoded(arguments).kind == .malformed)
    }
}
