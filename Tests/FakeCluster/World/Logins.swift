import FoundationEssentials
import _CryptoExtras

/// The login of DC/OS: users with passwords, services with keys, and the tokens they got.
struct Logins {
    private var passwords: [String: String] = [:]
    /// Public keys in PEM.
    private var services: [String: String] = [:]
    private var tokens: Set<String> = []
    private var life = 3600
    private var count = 0

    /// `login USER PASSWORD`, `service UID FILE`, `revoke`, `token-life SECONDS`
    mutating func obey(_ command: Command) throws {
        let words = command.plain
        switch (command.word, words.count) {
        case ("login", 2): passwords[words[0]] = words[1]
        case ("service", 2): services[words[0]] = String(decoding: try Data(contentsOf: URL(filePath: words[1])), as: UTF8.self)
        case ("revoke", 0): tokens = []
        case ("token-life", 1): life = Int(words[0]) ?? life
        default: throw Command.Misunderstood(description: "\(command.word) does not fit")
        }
    }

    func knows(_ authorization: String?) -> Bool {
        guard let authorization, authorization.hasPrefix("token=") else { return false }
        return tokens.contains(String(authorization.dropFirst("token=".count)))
    }

    private struct Request: Decodable {
        var uid: String
        var password: String?
        var token: String?
    }

    /// A token for who proves who he is; nil for others.
    mutating func login(_ body: [UInt8]) -> String? {
        guard let request = try? JSONDecoder().decode(Request.self, from: Data(body)) else { return nil }
        let isPassword = request.password != nil && request.password == passwords[request.uid]
        guard isPassword || proves(request) else { return nil }
        count += 1
        let claims = #"{"uid":"\#(request.uid)","exp":\#(Int(Date().timeIntervalSince1970) + life),"n":\#(count)}"#
        let token = "e30.\(url(Data(claims.utf8))).c2ln"
        tokens.insert(token)
        return token
    }

    private struct Header: Decodable { var alg: String }

    private struct Claims: Decodable {
        var uid: String
        var exp: Double
    }

    /// The token is signed with the service's key, for now.
    private func proves(_ request: Request) -> Bool {
        guard let pem = services[request.uid], let key = try? _RSA.Signing.PublicKey(pemRepresentation: pem) else { return false }
        let parts = (request.token ?? "").split(separator: ".").map(String.init)
        guard parts.count == 3, let header = read(parts[0], as: Header.self), let claims = read(parts[1], as: Claims.self),
            let signature = data(parts[2])
        else { return false }
        let isSigned = key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: Data("\(parts[0]).\(parts[1])".utf8), padding: .insecurePKCS1v1_5)
        return isSigned && header.alg == "RS256" && claims.uid == request.uid && claims.exp > Date().timeIntervalSince1970
    }

    private func read<Value: Decodable>(_ part: String, as type: Value.Type) -> Value? {
        data(part).flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    private func data(_ part: String) -> Data? {
        let plain = String(part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }

    private func url(_ data: Data) -> String {
        String(data.base64EncodedString().filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
}
