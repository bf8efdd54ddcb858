import FoundationEssentials
import Testing

@testable import Workloads

@Suite struct DockerPortsTests {
    private func update(_ fields: String) throws -> ContainerUpdate {
        let (updates, _) = try DockerMessages.containers(Array(#"[{"Id":"abc",\#(fields)}]"#.utf8), runtime: "docker")
        return try #require(updates.first)
    }

    @Test("published ports of a listing, and not those that are only exposed")
    func ports() throws {
        let update = try update(
            #"""
            "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},{"PrivatePort":443,"Type":"tcp"},
            {"PrivatePort":53,"PublicPort":53,"Type":"udp"},{"PrivatePort":70000,"PublicPort":1,"Type":"tcp"},null,7]
            """#)
        #expect(update.ports == [
            .init(address: "0.0.0.0", host: 8080, container: 80, transport: "tcp"), .init(host: 53, container: 53, transport: "udp"),
        ])
        #expect(try self.update(#""Ports":[]"#).ports == [])
        #expect(try self.update(#""Names":["/x"]"#).ports == nil)
    }

    @Test("addresses by the names of their networks, and all together")
    func networks() throws {
        let update = try update(
            #"""
            "NetworkSettings":{"Networks":{"b":{"IPAddress":"10.0.0.9","GlobalIPv6Address":"fd00::9"},"a":{"IPAddress":"10.0.0.8"},
            "host":{"IPAddress":""},"odd":null}}
            """#)
        #expect(update.networks == ["a": ["10.0.0.8"], "b": ["10.0.0.9", "fd00::9"]])
        #expect(update.addresses == ["10.0.0.8", "10.0.0.9", "fd00::9"])
    }

    @Test("in captures too, and captures without them are read as before")
    func captures() throws {
        let port = ContainerUpdate.Port(host: 1, container: 2, transport: "tcp")
        var update = ContainerUpdate(id: "abc", runtime: "docker", ports: [port], networks: ["n": ["10.0.0.1"]])
        let json = try JSONEncoder().encode(update)
        #expect(try JSONDecoder().decode(ContainerUpdate.self, from: json) == update)
        let older = try JSONDecoder().decode(ContainerUpdate.self, from: Data(#"{"state":"present","id":"abc","runtime":"docker"}"#.utf8))
        #expect(older == ContainerUpdate(id: "abc", runtime: "docker"))
        let before = update
        update.merge(older)
        #expect(update == before)
        update.merge(ContainerUpdate(id: "abc", runtime: "docker", ports: [], networks: [:]))
        #expect(update.ports == [] && update.networks == [:])
    }
}
