import Foundation
import Testing

@testable import Mesos

private let openssl = "/usr/bin/openssl"

@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl))) struct TLSTests {
    private func secured(_ files: Files, name: String = "IP:127.0.0.1") async throws -> (fake: FakeProcess, certificate: String) {
        let (certificate, key) = (files.directory.path + "/cert.pem", files.directory.path + "/key.pem")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: openssl)
        process.arguments =
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=weir"]
            + ["-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let fake = try await FakeProcess(["--master", "0", "--tls", certificate, key])
        try await fake.tell("framework id=F", "task id=t1 framework=F")
        return (fake, certificate)
    }

    @Test("a certificate is believed when its CA is")
    func certificates() async throws {
        let files = try Files()
        let (fake, certificate) = try await secured(files)
        let port = fake.ports["master"] ?? 0
        try await Followed.run({ $0.masters = ["https://127.0.0.1:\(port)"] }) { followed in
            try await followed.failure(.master, "no trusted connection to https://127.0.0.1:\(port)", "its certificate is not trusted")
        }
        try await Followed.run({
            $0.masters = ["https://127.0.0.1:\(port)"]
            $0.caFile = certificate
        }) { followed in
            _ = try await followed.task("t1")
        }
    }

    @Test("a certificate for another name is not believed")
    func anotherName() async throws {
        let files = try Files()
        let (fake, certificate) = try await secured(files, name: "DNS:elsewhere.example")
        try await Followed.run({
            $0.masters = ["https://\(fake.address("master"))"]
            $0.caFile = certificate
        }) { followed in
            try await followed.failure(.master, "no trusted connection to https://\(fake.address("master"))")
        }
    }

    @Test("a process of this host that speaks TLS is found")
    func found() async throws {
        let files = try Files()
        let (fake, certificate) = try await secured(files)
        try await Followed.run({ $0.caFile = certificate }) { followed in
            let process = MesosProcess(name: "mesos-master", arguments: ["mesos-master", "--port=\(fake.ports["master"] ?? 0)"])
            followed.follower.notice(process: try #require(process))
            _ = try await followed.task("t1")
        }
    }

    @Test("a CA file that is none is said, and http goes on")
    func noCA() async throws {
        let fake = try await FakeProcess(["--master", "0", "--agent", "0"])
        try await fake.tell("agent id=A", "framework id=F", "task id=t1 framework=F")
        try await Followed.run({
            $0.caFile = "/nonexistent"
            $0.masters = ["https://\(fake.address("master"))"]
            $0.agent = fake.address("agent")
        }) { followed in
            try await followed.failure(.master, "cannot read certificates from the CA file /nonexistent")
            _ = try await followed.task("t1")
        }
    }
}
