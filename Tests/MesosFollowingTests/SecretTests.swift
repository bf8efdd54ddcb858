import Logging
import Testing

@testable import Mesos

@Suite struct SecretTests {
    @Test("a file that everybody may open is no secret", arguments: [0o644, 0o604, 0o602, 0o777])
    func open(_ mode: Int) throws {
        let files = try Files()
        let path = try files.write("password", "s3cret\n", mode: mode)
        #expect(throws: SecretError.open(path: path, mode: UInt32(mode))) { try Secret(file: path) }
    }

    @Test("the owner's and the group's files are read, without their last line end", arguments: [0o600, 0o400, 0o640])
    func closed(_ mode: Int) throws {
        let files = try Files()
        #expect(try Secret(file: try files.write("password", " s3 cret \r\n", mode: mode)).revealed == " s3 cret ")
    }

    @Test("what is no secret says so")
    func none() throws {
        let files = try Files()
        #expect(throws: SecretError.unreadable(path: "/nonexistent", errno: 2)) { try Secret(file: "/nonexistent") }
        #expect(throws: SecretError.notASecret(path: files.directory.path)) { try Secret(file: files.directory.path) }
        let empty = try files.write("empty", "\n")
        #expect(throws: SecretError.notASecret(path: empty)) { try Secret(file: empty) }
        let large = try files.write("large", String(repeating: "x", count: 70_000))
        #expect(throws: SecretError.notASecret(path: large)) { try Secret(file: large) }
        #expect("\(SecretError.open(path: "/p", mode: 0o644))" == "everybody may open the secret in /p (mode 644): chmod 600 it")
    }

    @Test("a secret does not print, wherever it is")
    func silent() {
        let secret = Secret("s3cret")
        let account = ServiceAccount(user: "weir", key: secret)
        var configuration = ClusterConfiguration()
        configuration.credentials.mesos = .basic(user: "bob", password: secret)
        configuration.credentials.dcos = .dcos(DCOSLogin(.service(account)))
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(configuration)", String(reflecting: account), dumped] {
            #expect(text.contains("•••") && !text.contains("s3cret"))
        }
    }

    @Test("a service account has a key")
    func account() throws {
        let files = try Files()
        for text in ["{}", "[]", #"{"uid":"weir","private_key":"no"}"#, #"{"uid":"weir","private_key":"x","scheme":"HS256"}"#] {
            let path = try files.write("account.json", text)
            #expect(throws: SecretError.self) { try ServiceAccount(file: path) }
        }
    }
}
