import Events
import Testing

@testable import Workloads

@Suite struct ProcessWatchTests {
    private let listening = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:13BA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1 0 100 0 0 10 0
           1: 0A01A8C0:1F90 0B01A8C0:D431 01 00000000:00000000 00:00000000 00000000     0        0 12 1 0 100 0 0 10 0
        """

    @Test("a process is found by its name at once or later, and once")
    func found() throws {
        let host = try FakeHost()
        var watch = ProcessWatch(names: ["mesos-master"], proc: host.proc)
        try host.makeProcess(7, comm: "nginx", cmdline: "nginx\0", cgroup: "")
        #expect(watch.look().isEmpty)
        try host.makeProcess(8, comm: "mesos-master", cmdline: "/usr/sbin/mesos-master\0--port=5050\0", cgroup: "")
        try host.write("8/net/tcp", listening)
        let found = watch.look()
        #expect(found == [ProcessWatch.Found(
            process: 8, name: "mesos-master", arguments: ["/usr/sbin/mesos-master", "--port=5050"],
            listening: [Endpoint(address: IPAddress(127, 0, 0, 1), port: 5050)], isContained: false)])
        #expect(watch.look().isEmpty)
    }

    @Test("one in a container is told as such: it may be anybody")
    func contained() throws {
        let host = try FakeHost()
        var watch = ProcessWatch(names: ["mesos-master"], proc: host.proc)
        let id = String(repeating: "5ea1", count: 16)
        try host.makeProcess(8, comm: "mesos-master", cmdline: "mesos-master\0", cgroup: "4:memory:/docker/\(id)\n0::/\n")
        #expect(watch.look().map(\.isContained) == [true])
    }

    @Test("a process that became another program just after it was met is found")
    func becomes() throws {
        let host = try FakeHost()
        var watch = ProcessWatch(names: ["mesos-master"], proc: host.proc)
        try host.makeProcess(9, comm: "sh", cmdline: "sh\0", cgroup: "")
        #expect(watch.look().isEmpty)
        try host.makeProcess(9, comm: "mesos-master", cmdline: "mesos-master\0", cgroup: "")
        #expect(watch.look().map(\.process) == [9])
    }

    @Test("IPv6 listeners")
    func v6() {
        let line = "   0: 00000000000000000000000001000000:13BB 00000000000000000000000000000000:0000 0A 0 0 0" as Substring
        #expect(SocketLine.listener(line) == Endpoint(address: IPAddress(high: 0, low: 1), port: 5051))
        let mapped = "   0: 0000000000000000FFFF00000100007F:13BB 00000000000000000000000000000000:0000 0A 0 0 0" as Substring
        #expect(SocketLine.listener(mapped)?.address == IPAddress(127, 0, 0, 1))
        for torn in ["", "0:", "0: x:y z 0A", "0: 0100007F:13BA", "0: 0100007F 0 0A 0", "0: 010000ZZ:13BA 0 0A 0"] {
            #expect(SocketLine.listener(Substring(torn)) == nil)
        }
    }
}
