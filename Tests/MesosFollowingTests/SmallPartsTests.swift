import Foundation
import Testing

@testable import Mesos

@Suite struct MesosProcessTests {
    @Test("where a process' API is", arguments: [
        (["mesos-master"], "http://127.0.0.1:5050"), (["mesos-master", "--port=15050", "--ip=10.0.0.1"], "http://10.0.0.1:15050"),
        (["mesos-master", "--ip=0.0.0.0", "--advertise_ip=10.0.0.1", "--advertise_port=80"], "http://127.0.0.1:5050 http://10.0.0.1"),
        (["mesos-agent", "--ip=::", "--port=1", "--port=2"], "http://[::1]:2"),
        (["mesos-slave", "--ip_discovery_command=/x", "--hostname=node-1"], "http://127.0.0.1:5051 http://node-1:5051"),
        (["mesos-slave", "--port=nonsense", "--ip=x y"], ""),
    ])
    func urls(_ arguments: [String], _ expected: String) throws {
        let process = try #require(MesosProcess(name: arguments[0], arguments: arguments))
        #expect(process.urls.filter { $0.scheme == .http }.map { "\($0)" }.joined(separator: " ") == expected)
    }

    @Test("which master an agent names", arguments: [
        ("--master=10.0.0.1:5050", "http://10.0.0.1:5050"), ("--master=leader.mesos", "http://leader.mesos:5050"),
        ("--master=zk://10.0.0.1:2181,10.0.0.2:2181/mesos", ""), ("--master=file:///etc/mesos/zk", ""), ("--hostname=x", ""),
    ])
    func master(_ argument: String, _ expected: String) throws {
        let process = try #require(MesosProcess(name: "mesos-agent", arguments: ["mesos-agent", argument]))
        #expect((process.master.map { "\($0)" } ?? "") == expected)
    }
}

@Suite struct BellTests {
    @Test("a ring wakes all who wait, and one that came before is not lost")
    func rings() async {
        let bell = Bell()
        bell.ring()
        #expect(await bell.wait(heard: 0, atMost: .seconds(100)) == 1)
        let waiting = (0..<10).map { _ in Task { await bell.wait(heard: 1, atMost: .seconds(100)) } }
        try? await Task.sleep(for: .milliseconds(20))
        bell.ring()
        for task in waiting { #expect(await task.value == 2) }
    }

    @Test("waiting ends with its time, and with its task")
    func ends() async {
        let bell = Bell()
        #expect(await bell.wait(heard: 0, atMost: .milliseconds(10)) == 0)
        let waiting = Task { await bell.wait(heard: 0, atMost: .seconds(100)) }
        waiting.cancel()
        #expect(await waiting.value == 0)
    }

    @Test("nothing is lost between many who ring and wait")
    func storm() async {
        let bell = Bell()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var heard: UInt64 = 0
                    while heard < 1000 { heard = await bell.wait(heard: heard, atMost: .seconds(100)) }
                }
            }
            group.addTask {
                for _ in 0..<1000 {
                    bell.ring()
                    await Task.yield()
                }
            }
        }
        #expect(bell.rings == 1000)
    }
}

@Suite struct TokenTests {
    private func token(exp: Int64) -> String {
        "e30." + Data(#"{"uid":"x","exp":\#(exp)}"#.utf8).base64EncodedString().filter { $0 != "=" } + ".c2ln"
    }

    @Test("a token is renewed a little before it expires; one that does not say when lives for a day")
    func renewal() {
        let now = SystemFile.unixTime()
        #expect(abs(DCOSToken(token(exp: now + 3600)).renewal - (now + 3300)) <= 2)
        #expect(abs(DCOSToken(token(exp: now + 100)).renewal - (now + 90)) <= 2)
        #expect(abs(DCOSToken("opaque").renewal - (now + 86100)) <= 2)
        #expect(DCOSToken(token(exp: now - 5)).isDue)
    }

    @Test("nonsense is no expiry", arguments: ["", "a.b.c", "..", "e30.e30.e30", "e30.eyJleHAiOjFlOTl9.x", "a.b"])
    func nonsense(_ token: String) { #expect(expiry(ofToken: token) == nil) }
}
