import Events
import Glibc
import Testing

@testable import Recording

@Suite struct HostTests {
    @Test("addresses of procfs are words of a little-endian host")
    func endpoints() {
        #expect(SocketListing.endpoint("0100007F:1F90") == Endpoint(address: IPAddress(127, 0, 0, 1), port: 8080))
        #expect(
            SocketListing.endpoint("B80D0120000000000000000001000000:01BB")
                == Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 1), port: 443))
        #expect(SocketListing.endpoint("0000000000000000FFFF00000200000A:0050") == Endpoint(address: IPAddress(10, 0, 0, 2), port: 80))
        for wrong in ["", ":", "0100007F", "XX:1", "0100007F:10000", "0100007F0100007F:1", "01:1:1"] {
            #expect(SocketListing.endpoint(wrong[...]) == nil)
        }
    }

    @Test("this process is found with its sockets, its directory and no more of its environment than is allowed")
    func ownTables() throws {
        setenv("MESOS_TASK_ID", "web.1", 1)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        #expect(listen(listener, 1) == 0)
        var pair: [Int32] = [0, 0]
        #expect(pipe(&pair) == 0)
        defer { for end in pair { close(end) } }

        let own = ProcessID(getpid())
        let tables = HostTables { process, memberships in process == own && !memberships.isEmpty }
        let process = try #require(tables.processes.first)
        #expect(tables.processes.count == 1 && process.thread.process == UInt64(own) && process.thread.parent == UInt64(getppid()))
        #expect(process.thread.executable == CommandLine.arguments.first && process.thread.directory.hasPrefix("/"))
        #expect(process.thread.environment.allSatisfy { $0.hasPrefix("MESOS_") || $0.hasPrefix("mesos_") })
        #expect(process.furtherThreads.allSatisfy { $0 != UInt64(own) } && process.started > 0)
        let descriptor = try #require(process.descriptors.first { $0.number == Int64(listener) })
        guard case .listening(let local, ScapDescriptor.Transport.tcp) = descriptor.content else { Issue.record("\(descriptor)"); return }
        #expect(local.port != 0 && descriptor.inode != 0)
        guard case .other(kind: 7, _)? = process.descriptors.first(where: { $0.number == Int64(pair[0]) })?.content else {
            Issue.record("no pipe")
            return
        }
    }

    @Test("what is not watched is not there")
    func unwatched() {
        #expect(HostTables { _, _ in false }.processes.isEmpty)
    }

    @Test("a process may call itself what it likes: the times behind its name are found")
    func oddNames() {
        var thread = ScapThread()
        let started = thread.take(stat: "5 (a) S 9 9 (b) c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 77 20 21\n")
        #expect(started == 770_000_000 && thread.session == 3 && thread.minorFaults == 7 && thread.majorFaults == 9)
        for text in ["", "5 (a", "5 (a)", "5 (a) S 1"] { #expect(thread.take(stat: text) == 0) }
    }

    @Test("open flags are those of the format")
    func flags() {
        #expect(DescriptorInfo("pos:\t0\nflags:\t0102001\nmnt_id:\t1\nino:\t77\n").flags == 2 | 8 | 0x800)
        #expect(DescriptorInfo("flags:\t0200000\nino:\t77\n").isDirectory && DescriptorInfo("ino:\t77").inode == 77)
        #expect(DescriptorInfo("flags: x\nino: -1\n").flags == 0)
    }

    @Test("cgroups have a controller each; v2 has none")
    func memberships() throws {
        let v1 = try #require(HostTables.Membership("4:cpu,cpuacct:/docker/a:b"))
        #expect(v1.hierarchy == 4 && v1.cgroups.map(\.text) == ["cpu=/docker/a:b", "cpuacct=/docker/a:b"])
        #expect(HostTables.Membership("0::/x")?.cgroups.map(\.text) == ["=/x"])
        for wrong in ["", "0:/x", "x::/x", "0::x"] { #expect(HostTables.Membership(wrong[...]) == nil) }
    }
}
