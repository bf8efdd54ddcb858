@testable import Recording
import Testing

@Suite struct EventTextTests {
    private static let tuple: [UInt8] = [2, 10, 0, 0, 1] + littleEndian(UInt16(4000)) + [10, 0, 0, 2] + littleEndian(UInt16(80))

    @Test func transfersTellResultDataAndDescriptor() {
        #expect(told(6, [littleEndian(Int64(5)), littleEndian(UInt32(4096))]) == "read fd=5 size=4096")
        #expect(
            told(7, [littleEndian(Int64(3)), [0x68, 0x69, 0xff], littleEndian(Int64(5)), littleEndian(UInt32(4096))])
                == "read res=3 data=hi\u{ff} fd=5 size=4096")
    }

    @Test func connectionsTellTheirEnds() {
        #expect(
            told(23, [littleEndian(Int64(-115)), Self.tuple, littleEndian(Int64(4)), Array(Self.tuple[..<7])])
                == "connect res=EINPROGRESS tuple=10.0.0.1:4000->10.0.0.2:80 fd=4 addr=10.0.0.1:4000")
        #expect(
            told(247, [littleEndian(Int64(7)), Self.tuple, [0], littleEndian(UInt32(0)), littleEndian(UInt32(128))])
                == "accept fd=7 tuple=10.0.0.1:4000->10.0.0.2:80 queuepct=0 queuelen=0 queuemax=128")
        #expect(
            told(21, [littleEndian(Int64(0)), [1] + cString("/run/s")]) == "bind res=0 addr=/run/s")
    }

    @Test(arguments: [
        (0, "0"), (62, "62"), (-11, "EAGAIN"), (-1, "EPERM"), (-104, "ECONNRESET"), (-110, "ETIMEDOUT"), (-111, "ECONNREFUSED"),
        (-115, "EINPROGRESS"), (-133, "EHWPOISON"), (-41, "-41"), (-58, "-58"), (-134, "-134"), (-512, "ERESTARTSYS"),
        (.min, "\(Int64.min)"),
    ] as [(Int64, String)])
    func resultsBelowZeroAreErrors(result: Int64, text: String) {
        #expect(told(5, [littleEndian(result)]) == "close res=" + text)
        #expect(told(3, [littleEndian(result)]) == "open fd=" + text)
    }

    /// -100 would be ENETDOWN.
    @Test func descriptorsThatAreGivenAreNoResults() {
        #expect(
            told(307, [
                littleEndian(Int64(3)), littleEndian(Int64(-100)), cString("a"), littleEndian(UInt32(0x41)), littleEndian(UInt32(0o644)),
            ]) == "openat fd=3 dirfd=AT_FDCWD name=a flags=0x41 mode=0644")
        #expect(told(4, [littleEndian(Int64(-1))]) == "close fd=-1")
    }

    @Test func processesTellArgumentsAndUsers() {
        let values: [[UInt8]] = [
            littleEndian(Int64(0)), cString("sh"), cString("-c") + cString("") + cString("true"), littleEndian(Int64(10)),
            littleEndian(Int64(10)), littleEndian(Int64(1)), cString("/"), littleEndian(Int64(1024)), [], [], [], [], [], cString("sh"),
            cString("cpu=/") + cString("memory=/a"), littleEndian(UInt32(0x2001)), littleEndian(UInt32(1000)), littleEndian(UInt32.max),
        ]
        #expect(
            told(223, values) == """
                clone res=0 exe=sh args=-c  true tid=10 pid=10 ptid=1 cwd=/ fdlimit=1024 comm=sh cgroups=cpu=/ memory=/a flags=0x2001 \
                uid=1000 gid=-1
                """)
        let arguments = withEvent(223, values) { $0.fields()[2].value }
        #expect(arguments == .list(["-c", "", "true"]))
    }

    @Test func pollTellsWhatIsWaitedFor() {
        let list = littleEndian(UInt16(3)) + littleEndian(Int64(3)) + littleEndian(UInt16(1 | 16)) + littleEndian(Int64(-1))
            + littleEndian(UInt16(0)) + littleEndian(Int64(5)) + littleEndian(UInt16(4 | 0x400))
        #expect(told(80, [list, littleEndian(Int64(-1))]) == "poll fds=3:IN|ERR -1:0x0 5:OUT|0x400 timeout=-1")
    }

    @Test func optionsAreReadByTheirForm() {
        func option(_ value: [UInt8]) -> String {
            String(told(45, [[], [], [], [], value]).dropFirst("setsockopt val=".count))
        }
        #expect(option([0, 0x61, 0x62]) == "ab")
        #expect(option([1] + littleEndian(Int64(-104))) == "ECONNRESET")
        #expect(option([2] + littleEndian(UInt32(1))) == "1")
        #expect(option([3] + littleEndian(UInt64.max)) == "\(UInt64.max)")
        #expect(option([4] + littleEndian(UInt64(1_500_000_000))) == "1500000000ns")
        #expect(option([9, 0x61]) == "\t" + "a")
    }

    @Test func timesAddressesAndLargeTextsAreTold() {
        #expect(told(134, [littleEndian(UInt64(5))]) == "nanosleep interval=5ns")
        #expect(told(158, [littleEndian(UInt64(0xffff_8800_0000_0000))]) == "brk addr=0xffff880000000000")
        #expect(told(324, [cString("{}")]) == "container json={}")
        #expect(ScapValue.time(1_700_000_000_000_000_042).text == "1700000000.000000042")
        #expect(
            told(440, [littleEndian(Int32(-1)), [], [], [10, 0, 0, 1], littleEndian(UInt16(80))])
                == "task_file_socket_inet fd=-1 local_ip=10.0.0.1 local_port=80")
    }

    @Test func typesAndParametersThatAreNotKnownHaveNumbers() {
        #expect(told(454, [[0x61], [], [0x62]]) == "type 454 parameter0=a parameter2=b")
        #expect(told(147, []) == "type 147")
        #expect(told(4, [littleEndian(Int64(5)), [0x61]]) == "close fd=5 parameter1=a")
    }

    @Test func absentParametersAreLeftOut() {
        #expect(told(7, [littleEndian(Int64(0)), []]) == "read res=0")
        #expect(told(7, []) == "read")
    }

    /// Of every kind, values of every length up to that of the longest: the right ones are read, all others told byte by byte.
    @Test func valuesOfTheWrongLengthAreTheirBytes() {
        let lengths: [ScapParameterKind: Int] = [
            .u8: 1, .flags8: 1, .u16: 2, .i16: 2, .flags16: 2, .u32: 4, .i32: 4, .flags32: 4, .uid: 4, .mode: 4, .fd32: 4, .pid32: 4,
            .ipv4: 4, .u64: 8, .i64: 8, .hex: 8, .errno: 8, .fd: 8, .pid: 8, .duration: 8, .time: 8, .ipv6: 16,
        ]
        let free: [ScapParameterKind] = [.str, .strings, .bytes, .address, .tuple, .fdlist, .option, .dyn]
        #expect(Set(lengths.keys).union(free) == Set(ScapParameterKind.allCases))
        for (kind, right) in lengths {
            for length in 1...20 {
                let bytes = [UInt8](repeating: 3, count: length)
                let isBytes = withPlaced(bytes) { kind.value($0, isResult: false) } == .bytes(bytes)
                #expect(isBytes == (length != right), "\(kind) of \(length) bytes")
            }
        }
        for kind in [ScapParameterKind.address, .tuple, .fdlist] {
            let bytes: [UInt8] = [2, 0, 3]
            #expect(withPlaced(bytes) { kind.value($0, isResult: false) } == .bytes(bytes))
        }
    }

    @Test func anEventOfVeryManyParametersTellsTheFirst() {
        let fields = withEvent(454, [[UInt8]](repeating: [1], count: 5000)) { $0.fields() }
        #expect(fields.count == ScapEvent.mostFields)
    }
}
