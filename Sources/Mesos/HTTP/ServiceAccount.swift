import FoundationEssentials
import _CryptoExtras

/// A service account of DC/OS: it proves who it is by signing, its key never leaves the host.
public struct ServiceAccount: Hashable, Sendable {
    public var user: String
    /// RSA, in PEM.
    public var key: Secret
    /// Where its file says that it logs in.
    public var endpoint: String?

    public init(user: String, key: Secret, endpoint: String? = nil) {
        self.user = user
        self.key = key
        self.endpoint = endpoint
    }

    /// From the JSON that `dcos security org service-accounts` makes: `uid`, `private_key`, `login_endpoint`, `scheme`.
    public init(file path: String) throws(SecretError) {
        let content = try Secret(file: path)
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(content.revealed.utf8)) else {
            throw .notAServiceAccount(path: path, missing: "no JSON with uid and private_key")
        }
        guard fields.scheme == nil || fields.scheme == "RS256" else {
            throw .notAServiceAccount(path: path, missing: "the scheme is not RS256")
        }
        self.init(user: fields.uid, key: Secret(fields.privateKey), endpoint: fields.endpoint)
        guard (try? signed("")) != nil else { throw .notAServiceAccount(path: path, missing: "private_key is no RSA key in PEM") }
    }

    private struct Fields: Decodable {
        var uid: String
        var privateKey: String
        var endpoint: String?
        var scheme: String?

        enum CodingKeys: String, CodingKey {
            case uid, scheme
            case privateKey = "private_key"
            case endpoint = "login_endpoint"
        }
    }
}

extension ServiceAccount {
    private struct Header: Encodable {
        var alg = "RS256"
        var typ = "JWT"
    }

    private struct Claims: Encodable {
        var uid: String
        var exp: Int64
    }

    /// A JSON Web Token that says who logs in, for some minutes.
    func proof(now: Int64) throws -> Secret {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let header = base64URL(try encoder.encode(Header()))
        let claims = base64URL(try encoder.encode(Claims(uid: user, exp: now + 300)))
        let text = "\(header).\(claims)"
        return Secret("\(text).\(base64URL(try signed(text)))")
    }

    private func signed(_ text: String) throws -> Data {
        let key = try _RSA.Signing.PrivateKey(pemRepresentation: key.revealed)
        return try key.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5).rawRepresentation
    }
}

/// RFC 4648 section 5, without padding.
private func base64URL(_ data: Data) -> String {
    String(
        data.base64EncodedString().compactMap { character -> Character? in
            switch character {
            case "+": "-"
            case "/": "_"
            case "=": nil
            default: character
            }
        })
}

/// When a token says that it expires, in seconds since 1970. Nobody checks its signature here: it is our own.
func expiry(ofToken token: String) -> Int64? {
    struct Claims: Decodable { var exp: Double }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var text = String(parts[1].map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let payload = Data(base64Encoded: text), let claims = try? JSONDecoder().decode(Claims.self, from: payload) else { return nil }
    return (0...1e15).contains(claims.exp) ? Int64(claims.exp) : nil
}
