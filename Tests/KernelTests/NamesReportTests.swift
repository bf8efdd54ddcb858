import Foundation
import Testing

extension KernelTests {
    /// What `weir names` and `weir check` tell, and the settings that they share with all others.
    @Suite struct NamesReport {
        private static let noDocker = ["--docker-socket", "/nonexistent/docker.sock"]

        /// A line of `weir names --json`.
        private struct Line: Decodable {
            var type: String
            var kind: String?
            var url: String?
            var origin: String?
            var state: String?
            var host: String?
            var cgroup: String?
            var task: Endpoint.Task?
            var app: Endpoint.App?
            var evidence: [String]?
        }

        private func names(_ arguments: [String] = []) throws -> [Line] {
            let text = try Child.run([Lab.weir(), "names", "--json"] + Self.noDocker + arguments)
            return try text.split(separator: "\n").map { try JSONDecoder.ofLines().decode(Line.self, from: Data($0.utf8)) }
        }

        @Test("weir names tells of each task with its evidence, and of each API that it asked", arguments: TestCgroup.versions)
        func names(version: TestCgroup.Version) throws {
            let (container, unknown, cluster) = (try MesosContainer(version), try MesosContainer(version), try Cluster.master())
            let nested = try container.nested()
            let (web, side) = (MarathonTask("/shop/web"), MarathonTask("/shop/side"))
            try cluster.tell(web.line(container.id), side.line(nested.id))
            let lines = try names()

            for (container, task) in [(container, web), (nested, side)] {
                let its = lines.filter { $0.task?.id == task.id }
                #expect(its.map(\.cgroup) == [container.cgroup.path])
                #expect(its.allSatisfy { $0.task == task.told && $0.app?.id == task.app && $0.host == Cluster.host })
                #expect(its.allSatisfy { $0.evidence == ["cgroup", "mesos-master", "marathon"] })
            }
            let stranger = lines.filter { $0.cgroup == unknown.cgroup.path }
            #expect(stranger.map(\.evidence) == [["cgroup"]] && stranger.allSatisfy { $0.task == nil && $0.app == nil })
            for role in ["master", "marathon"] {
                let sources = lines.filter { $0.type == "source" && $0.url == "http://\(cluster.address(role))" }
                #expect(sources.map(\.kind) == [role] && sources.map(\.origin) == ["found"] && sources.map(\.state) == ["ok"], "\(role)")
            }
        }

        @Test("weir check tells which cluster it found, which was named, and which fails")
        func check() throws {
            let (cluster, hidden) = (try Cluster("mesos-master"), try Cluster("somebody", ["master"]))
            let dead = try FreePort.any()
            for arguments in [[], ["--mesos-master", hidden.address("master")], ["--mesos-master", "127.0.0.1:\(dead)"]] {
                let child = try Child([Lab.weir(), "check"] + Self.noDocker + arguments)
                try child.wait()
                let masters = child.output.all.filter { $0.contains("Mesos master") }
                #expect(masters.count == 1, "\(child.output.text)")
                let (url, word) = arguments.last.map { ("http://\($0)", $0.hasSuffix(":\(dead)") ? "refused" : "ok") }
                    ?? ("http://\(cluster.address("master"))", "found")
                #expect(masters.allSatisfy { $0.contains(url) && $0.contains(word) }, "\(masters)")
            }
        }

        @Test("settings that are wrong end with 2 and say the file, the line and what to do; no secret is shown")
        func settings() throws {
            let folder = try Scratch()
            let password = try folder.write("hunter2\n", to: "password")
            chmod(password, 0o644)
            let cases = [
                (
                    "mesos:\n  credentials:\n    user: weir\n    password_file: \(password)\n",
                    [password, "mesos.credentials", "mode 644", "chmod 600"]
                ),
                ("host_name: here\nmesos:\n  master: 10.0.0.1:5050\n", ["settings.yaml:3", "mesos.master", "masters"]),
                ("docker_sockets: /run/x\n", ["settings.yaml:1", "docker_sockets", "docker_socket"]),
                ("discovery: maybe\n", ["settings.yaml:1", "discovery", "true or false"]),
                ("mesos:\n\tmasters: a\n", ["settings.yaml:2", "tab"]),
                ("dcos:\n  url: https://dcos\n  credentials:\n    password: hunter2\n", ["settings.yaml:4", "password_file"]),
            ]
            for (text, words) in cases {
                let file = try folder.write(text, to: "settings.yaml")
                for command in [["live", "--duration", "1", "--pid", "1"], ["names"], ["check"]] {
                    let child = try Child([Lab.weir()] + command + ["--config", file])
                    #expect(try child.wait() == 2, "\(command) \(text)")
                    for word in words { #expect(child.errors.text.contains(word), "\(command): \(child.errors.text)") }
                    #expect(!child.errors.text.contains("hunter2") && child.output.all.isEmpty)
                }
            }
            let missing = try Child([Lab.weir(), "names", "--config", "\(folder.path)/nowhere.yaml"])
            #expect(try missing.wait() == 1 && missing.errors.text.contains("nowhere.yaml"))
        }

        @Test("a password in a file of its owner's opens the master, and one that is wrong is told as that")
        func credentials() throws {
            let (folder, cluster, container) = (try Scratch(), try Cluster("somebody", ["master"]), try MesosContainer())
            let web = MarathonTask("/shop/web")
            try cluster.tellOfItself()
            try cluster.tell(web.line(container.id), "unauthorised on master", "key is=Basic%20d2VpcjpodW50ZXIy") // weir:hunter2
            for (word, isLetIn) in [("hunter2", true), ("hunter3", false)] {
                let password = try folder.write(word + "\n", to: "password")
                chmod(password, 0o600)
                let settings = "mesos:\n  masters: [\(cluster.address("master"))]\n  credentials:\n    user: weir\n    password_file: \(password)\n"
                let lines = try names(["--config", folder.write(settings, to: "settings.yaml")])
                #expect(lines.contains { $0.task?.id == web.id } == isLetIn)
                let masters = lines.filter { $0.kind == "master" }
                #expect(masters.map(\.origin) == ["configured"] && masters.map(\.state) == [isLetIn ? "ok" : "failing"])
            }
        }
    }
}
