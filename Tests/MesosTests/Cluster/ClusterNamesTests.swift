import Testing
import Workloads

@testable import Mesos

private let url = "http://dns"

@Suite struct ClusterNamesTests {
    @Test("agents are hosts; what says no more than the address, or is local, is left out") func hosts() {
        var model = ClusterModel()
        let agents = [
            MesosAgent.one, .init(id: "S2", hostname: "10.0.0.2", address: "10.0.0.2"),
            .init(id: "S3", hostname: "localhost", address: "127.0.0.1"),
            .init(id: "S4", hostname: "unknown"),
        ]
        #expect(model.take(master: .sample([]) { $0.agents = agents }, at: 1).addresses.map(\.name) == ["node-1"])
    }

    @Test("an agent that moves is told of at both addresses") func moves() {
        var model = ClusterModel()
        _ = model.take(master: .sample([]), at: 1)
        var moved = MesosAgent.one
        moved.address = "10.0.0.99"
        let news = model.take(event: .agentAdded(moved), at: 2).addresses
        #expect(news.map { "\($0.address) \($0.state)" } == ["10.0.0.11 removed", "10.0.0.99 present"])
    }

    @Test("names of DNS lead to addresses; on an agent's address only ports say which") func records() {
        var model = ClusterModel()
        _ = model.take(master: .sample([]), at: 1)
        let records = [
            NameRecord(name: "web-ab1cd-s1.marathon.mesos", address: "9.0.0.7", taskID: "t"),
            NameRecord(name: "web.marathon.mesos", address: "9.0.0.7", taskID: "t"), NameRecord(name: "a.mesos", address: "9.0.0.7"),
            NameRecord(name: "web.marathon.slave.mesos", address: "10.0.0.11"),
            NameRecord(name: "_web._tcp.marathon.mesos", address: "10.0.0.11", port: 31000), NameRecord(name: "l", address: "127.0.0.1"),
        ]
        let news = model.take(names: records, of: url, at: 2).addresses
        #expect(
            news == [
                AddressUpdate(address: "10.0.0.11", port: 31000, kind: .name, name: "_web._tcp.marathon.mesos", source: .mesosDNS),
                AddressUpdate(address: "9.0.0.7", kind: .name, name: "web.marathon.mesos", taskID: "t", source: .mesosDNS),
            ])
        #expect(model.take(names: records, of: url, at: 3).isEmpty)
        #expect(model.take(names: [], of: url, at: 4).addresses.map(\.state) == [.removed, .removed])
    }

    @Test("services have the name of a label, or of dcos-net's zones") func services() {
        var model = ClusterModel()
        let zone = "web.marathon.l4lb.thisdcos.directory"
        let task = MesosTask.sample { task in
            task.discoveryName = "shop"
            task.virtualAddresses = ["10.9.9.9:80", "/web:80", "missing-port", "invalid::1234"].map { VirtualAddress(label: $0, port: 1) }
        }
        let labelled = model.take(master: .sample([task]), at: 1).addresses.filter { $0.kind == .service }
        #expect(labelled == [AddressUpdate(address: "10.9.9.9", port: 80, kind: .service, name: "shop", source: .mesosMaster)])
        let services = [
            Service(address: zone, port: 80, name: zone), Service(address: "10.9.9.9", port: 80), Service(address: "1.2.3.4", port: 443),
        ]
        #expect(model.take(services: services, of: url, at: 2).addresses.map(\.name) == ["1.2.3.4:443"])
        let resolved = model.take(names: [NameRecord(name: zone, address: "11.0.0.7")], of: url, at: 3).addresses
        #expect(
            resolved == [
                AddressUpdate(address: "11.0.0.7", kind: .name, name: zone, source: .mesosDNS),
                AddressUpdate(address: "11.0.0.7", port: 80, kind: .service, name: zone, source: .network),
            ])
        let gone = model.take(event: .taskUpdated(frameworkID: "F1", taskID: "web", state: .finished, status: TaskStatus()), at: 4)
        #expect(gone.addresses.map(\.name) == ["10.9.9.9:80"])
    }

    @Test("a service of several tasks lasts as long as one of them") func shared() {
        var model = ClusterModel()
        let tasks = ["a", "b"].map { id in
            MesosTask.sample(id) { ($0.discoveryName, $0.virtualAddresses) = ("shop", [VirtualAddress(label: "10.9.9.9:80")]) }
        }
        #expect(model.take(master: .sample(tasks), at: 1).addresses.count { $0.kind == .service } == 1)
        #expect(model.take(master: .sample([tasks[0]]), at: 2).addresses.isEmpty)
        #expect(model.take(master: .sample([]), at: 3).addresses.map(\.state) == [.removed])
    }
}
