import Foundation
import Testing
import _CryptoExtras

@testable import Mesos

@Suite struct DCOSTests {
    private func cluster() async throws -> FakeProcess {
        let fake = try await FakeProcess(["--router", "0", "--master", "0", "--marathon", "0"])
        try await fake.tell(
            "framework id=M name=marathon", "task id=shop_web.1b2c1b2c-0000-11e5-8000-000000000001 name=web framework=M app=/shop/web",
            "log on")
        return fake
    }

    private let task = "shop_web.1b2c1b2c-0000-11e5-8000-000000000001"

    @Test("behind the Admin Router everything is reached with a token for user and password")
    func password() async throws {
        let fake = try await cluster()
        try await fake.tell("login bob s3cret")
        try await Followed.run({
            $0.dcos = "http://\(fake.address("router"))"
            $0.credentials.dcos = .dcos(DCOSLogin(.password(user: "bob", Secret("s3cret"))))
        }) { followed in
            _ = try await followed.task(task) { $0.app?.id == "/shop/web" && $0.sources.contains(.marathon) }
            try await followed.isWell(.master)
            try await followed.isWell(.mesosDNS)
            // Tokens that are refused are fetched anew.
            try await fake.tell("revoke", "half", "task id=later framework=M")
            _ = try await followed.task("later")
        }
        let logins = fake.requests(to: "router").filter { $0.contains("/auth/login") }
        #expect(logins.count < 12)
        #expect(logins.allSatisfy { $0.hasSuffix(" -") })
    }

    @Test("a wrong password is not tried all the time")
    func wrong() async throws {
        let fake = try await cluster()
        try await Followed.run({
            $0.dcos = "http://\(fake.address("router"))"
            $0.credentials.dcos = .dcos(DCOSLogin(.password(user: "bob", Secret("n0t"))))
            $0.intervals.betweenLogins = .seconds(3600)
        }) { followed in
            let text = try await followed.failure(.marathon, "/acs/api/v1/auth/login refuses us (401)", "dcos.credentials")
            #expect(!text.contains("n0t"))
            _ = try await eventually("some failures") { followed.status(.marathon).flatMap { $0.failures > 5 ? true : nil } }
        }
        #expect(fake.requests(to: "router").count { $0.contains("/auth/login") } == 1)
    }

    @Test("a service account signs who it is")
    func service() async throws {
        let (fake, files) = (try await cluster(), try Files())
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let publicKey = try files.write("public.pem", key.publicKey.pemRepresentation)
        let account: [String: String] = [
            "uid": "weir", "private_key": key.pemRepresentation, "scheme": "RS256",
            "login_endpoint": "http://\(fake.address("router"))/acs/api/v1/auth/login",
        ]
        let path = try files.write("account.json", String(decoding: try JSONEncoder().encode(account), as: UTF8.self))
        try await fake.tell("service weir \(publicKey)", "token-life 2")
        try await Followed.run({
            $0.masters = ["http://\(fake.address("router"))/mesos"]
            $0.dcos = "http://\(fake.address("router"))"
            $0.credentials.dcos = .dcos(DCOSLogin(.service(try! ServiceAccount(file: path))))
        }) { followed in
            _ = try await followed.task(task)
            // The token lives for two seconds, and is renewed before its end.
            _ = try await eventually("a second login") {
                fake.requests(to: "router").count { $0.contains("/auth/login") } > 1 ? true : nil
            }
            try await fake.tell("task id=later framework=M")
            _ = try await followed.task("later")
        }
    }
}

/// Files of a test, gone with it.
final class Files {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("weir-mesos-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = directory.appendingPathComponent(name).path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }
}
