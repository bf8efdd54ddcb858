import Testing
import Workloads

@testable import Mesos

@Suite struct MarathonTests {
    @Test("apps have labels and tasks; nothing else is kept") func apps() throws {
        let listing = try parse(Samples.apps, MarathonApp.list(apps:))
        let ports: [TaskUpdate.Port] = [
            .init(host: 31000, container: 80, transport: "tcp", name: "http"), .init(host: 31001, container: 53), .init(host: 31005),
        ]
        let task = MarathonTask(id: Samples.web, host: "node-1", agentID: "S1", ports: ports, addresses: ["172.17.0.2"])
        #expect(
            listing.entries == [
                MarathonApp(id: "/shop/web", labels: ["tier": "front", "n": "3"], tasks: [task]), MarathonApp(id: "/idle"),
            ])
        #expect(listing.skipped == 1)
    }

    @Test("of a container with fewer ports of the agent than its own, nobody knows which is whose") func fewer() throws {
        let json = """
            {"apps":[{"id":"/a","container":{"portMappings":[{"containerPort":80,"name":"x"},{"containerPort":81}]},
            "tasks":[{"id":"t","ports":[31000]},{"id":"u","ports":[0,31001]}]}]}
            """
        let tasks = try parse(json, MarathonApp.list(apps:)).entries[0].tasks
        #expect(tasks[0].ports == [.init(host: 31000), .init(container: 80, name: "x"), .init(container: 81)])
        #expect(tasks[1].ports == [.init(container: 80, name: "x"), .init(host: 31001, container: 81)])
    }

    @Test("a pod's containers are its tasks") func pods() throws {
        let listing = try parse(Samples.pods, MarathonApp.list(pods:))
        let pod = try #require(listing.entries.first)
        #expect(pod.isPod)
        #expect(pod.id == "/shop/pod")
        #expect(pod.labels == ["tier": "back"])
        #expect(pod.tasks.map(\.id) == ["shop_pod.instance-\(String.uuid(3)).nginx", "shop_pod.instance-\(String.uuid(3)).once"])
        #expect(pod.tasks.map(\.state) == [.running, .finished])
        #expect(pod.tasks[0].ports == [.init(host: 31007, container: 80, transport: "tcp", name: "web")])
        #expect(pod.tasks[0].addresses == ["9.0.0.2"])
        #expect([pod.tasks[0].host, pod.tasks[0].agentID] == ["node-1", "S1"])
        let one = String(Samples.pods.dropFirst().dropLast())
        #expect(try parse(one, MarathonApp.list(pods:)).entries == listing.entries)
    }

    @Test("groups give the apps and pods of all of them") func groups() throws {
        let listing = try parse(Samples.groups, MarathonApp.list(groups:))
        #expect(listing.entries.map(\.id) == ["/top", "/shop/pod", "/shop/web"])
        #expect(listing.skipped == 1)
    }

    @Test("tasks are grouped by their apps") func tasks() throws {
        let json = #"{"tasks":[{"id":"a","appId":"/x"},{"id":"b","appId":"/y"},{"id":"c","appId":"/x","ports":[1]},{"id":"d"},{}]}"#
        let listing = try parse(json, MarathonApp.list(tasks:))
        #expect(listing.entries.map(\.id) == ["/x", "/y"])
        #expect(listing.entries.map { $0.tasks.map(\.id) } == [["a", "c"], ["b"]])
        #expect(listing.skipped == 2)
    }

    @Test("its framework is the join to Mesos") func info() throws {
        let json = #"{"name":"marathon","version":"1.8.0","leader":"one:8080","frameworkId":"F1","marathon_config":{"mesos_user":"x"}}"#
        #expect(
            try parse(json, MarathonInfo.init(info:))
                == MarathonInfo(frameworkID: "F1", name: "marathon", version: "1.8.0", leader: "one:8080"))
        #expect(throws: DocumentError.self) { try parse(#"{"status":"ok"}"#, MarathonInfo.init(info:)) }
    }

    @Test("an event tells a task, or that something has changed, or nothing") func events() throws {
        let task = MarathonTask(id: Samples.web, host: "node-1", agentID: "S1", ports: [.init(host: 31000)], addresses: ["10.0.0.11"])
        #expect(try marathonEvent("status_update_event", Samples.statusUpdate) == .task(task, appID: "/shop/web", state: .running))
        #expect(try marathonEvent("deployment_success", "whatever") == .changed)
        #expect(try marathonEvent("event_stream_attached", "") == .other("event_stream_attached"))
        #expect(throws: DocumentError.self) { try marathonEvent("status_update_event", #"{"taskId":"x"}"#) }
    }
}

@Suite struct JobsTests {
    @Test("Chronos' jobs have owners, and parents or a schedule") func chronos() throws {
        let listing = try parse(Samples.jobs, ChronosJob.list(jobs:))
        #expect(
            listing.entries == [
                ChronosJob(name: "nightly", owner: "ops@example.com"),
                ChronosJob(name: "after", parents: ["nightly", "other job"], isDisabled: true),
            ])
        #expect(listing.skipped == 1)
        #expect(throws: DocumentError.self) { try parse("{}", ChronosJob.list(jobs:)) }
    }

    @Test("Metronome's jobs have the tasks of their runs") func metronome() throws {
        let listing = try parse(Samples.metronomeJobs, MarathonApp.list(metronomeJobs:))
        #expect(listing.entries.map(\.id) == ["reports.daily"])
        #expect(listing.entries[0].labels == ["team": "a"])
        #expect(listing.entries[0].tasks.map(\.state) == [.running, .finished])
        #expect(listing.skipped == 1)
    }
}

@Suite struct NameRecordTests {
    @Test("mesos-dns' names lead to addresses, services by way of them") func enumerate() throws {
        let listing = try parse(Samples.enumerate, NameRecord.list(enumerate:))
        #expect(
            listing.entries == [
                NameRecord(name: "web.marathon.mesos", address: "9.0.0.7", taskID: Samples.web),
                NameRecord(name: "web-ab1cd-s1.marathon.mesos", address: "9.0.0.7", taskID: Samples.web),
                NameRecord(name: "_web._tcp.marathon.mesos", address: "9.0.0.7", port: 31000, taskID: Samples.web),
            ])
        #expect(listing.skipped == 3)
    }

    @Test("dcos-net has a list of all zones") func records() throws {
        let listing = try parse(Samples.records, NameRecord.list(records:))
        #expect(listing.entries.map(\.address) == ["11.0.0.7", "fd01:b::7"])
        #expect(throws: DocumentError.self) { try parse("{}", NameRecord.list(records:)) }
        #expect(throws: DocumentError.self) { try parse("[]", NameRecord.list(enumerate:)) }
    }

    @Test("virtual addresses have a name or none") func vips() throws {
        let listing = try parse(Samples.vips, Service.list(vips:))
        let name = "web.marathon.l4lb.thisdcos.directory"
        #expect(
            listing.entries == [
                Service(address: name, port: 80, name: name, transport: "tcp", backends: ["9.0.0.7:80", "[fd01::7]:80"]),
                Service(address: "1.2.3.4", port: 443, transport: "tcp"),
            ])
        #expect(listing.skipped == 1)
    }

    @Test(
        "the port stands behind the last colon",
        arguments: [
            ("a:1", "a", 1), ("[fd00::1]:80", "fd00::1", 80), ("fd01:d::1:80", "fd01:d::1", 80),
            ("slave(1)@10.0.0.1:5051", "10.0.0.1", 5051),
        ])
    func hostPort(_ text: String, _ host: String, _ port: UInt16) {
        #expect(HostPort(process: text)?.host == host)
        #expect(HostPort(process: text)?.port == port)
    }

    @Test("what has no port is none", arguments: ["", "a", "a:", ":80", "a:0", "a:65536", "a:x", "name::", "[]:80", "a:-1"])
    func noHostPort(_ text: String) {
        #expect(HostPort(text[...]) == nil)
    }

    @Test(
        "what can be an address",
        arguments: [
            ("10.0.0.1", true), ("fd00::1", true), ("::", true), ("::ffff:10.0.0.1", true), ("10.0.0", false), ("10.0.0.256", false),
            ("10.0.0.1 ", false), ("a.b.c.d", false), ("host", false), ("1:2", false), ("", false), ("10.0.0.+1", false),
        ])
    func addresses(_ text: String, _ isAddress: Bool) {
        #expect(AddressText.isAddress(text) == isAddress)
    }
}
