import Foundation

/// What a daemon needs that others may reach: a token, and a certificate by itself.
final class Credentials {
    static let token = "3f2a9b7c5d1e8f60-guarded"

    private let scratch: Scratch

    /// - Parameter addresses: that the certificate is for, beside localhost.
    init(for addresses: [String] = []) throws {
        scratch = try Scratch()
        chmod(try scratch.write("\(Self.token)\n", to: "token"), 0o600)
        let names = (["DNS:localhost", "IP:127.0.0.1"] + addresses.map { "IP:\($0)" }).joined(separator: ",")
        try Child.run([Lab.tool("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=weir-test", "-addext", "subjectAltName=\(names)", "-keyout", "\(scratch.path)/key.pem", "-out", certificate])
    }

    var tokenFile: String { "\(scratch.path)/token" }
    var certificate: String { "\(scratch.path)/cert.pem" }

    /// Of a daemon.
    var token: [String] { ["--token-file", tokenFile] }
    var tls: [String] { ["--tls-certificate", certificate, "--tls-key", "\(scratch.path)/key.pem"] }
}
