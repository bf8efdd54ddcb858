import AsyncHTTPClient
import FoundationEssentials
import NIOCore

/// Tokens of DC/OS: fetched when first needed, renewed before they expire and when they are refused. One login at a time, and not too
/// many: DC/OS may lock an account whose password is wrong too often.
actor DCOSSessions {
    private enum State {
        case asking(Task<Result<DCOSToken, ClusterError>, Never>)
        case has(DCOSToken)
        case failed(ClusterError, at: ContinuousClock.Instant)
    }

    private let connections: ClusterConnections
    private let base: String?
    private let patience: Duration
    private let pause: Duration
    private var states: [DCOSLogin: State] = [:]

    init(_ connections: ClusterConnections, _ configuration: ClusterConfiguration) {
        self.connections = connections
        base = configuration.dcos
        patience = configuration.intervals.patience
        pause = configuration.intervals.betweenLogins
    }

    func close() async {
        for case .asking(let login) in states.values {
            login.cancel()
            _ = await login.value
        }
    }

    /// A token, and another one than `refused`; nil when that one was fetched only now, so that a new one would not help.
    func token(for login: DCOSLogin, insteadOf refused: Secret? = nil) async throws(ClusterError) -> Secret? {
        switch states[login] {
        case .has(let token) where !token.isDue:
            if token.secret != refused { return token.secret }
            if token.fetched + pause > .now { return nil }
        case .failed(let error, let moment) where moment + pause > .now:
            throw error
        default: break
        }
        return try await ask(login).secret
    }

    private func ask(_ login: DCOSLogin) async throws(ClusterError) -> DCOSToken {
        if case .asking(let other) = states[login] { return try await other.value.get() }
        let task = Task { [connections, base, patience] in await DCOSToken.fetch(login, base, connections, patience) }
        states[login] = .asking(task)
        let result = await task.value
        switch result {
        case .success(let token): states[login] = .has(token)
        case .failure(let error): states[login] = .failed(error, at: .now)
        }
        return try result.get()
    }
}

struct DCOSToken: Sendable {
    var secret: Secret
    var fetched: ContinuousClock.Instant
    /// Seconds since 1970.
    var renewal: Int64

    var isDue: Bool { SystemFile.unixTime() >= renewal }

    private static let usualLife: Int64 = 86400

    init(_ text: String) {
        let now = SystemFile.unixTime()
        let life = max((expiry(ofToken: text) ?? now + Self.usualLife) - now, 0)
        secret = Secret(text)
        fetched = .now
        renewal = now + life - min(life / 10, 300)
    }
}

extension DCOSToken {
    private struct Login: Encodable {
        var uid: String
        var password: String?
        var token: String?
    }

    private struct Answer: Decodable { var token: String }

    static func fetch(
        _ login: DCOSLogin, _ base: String?, _ connections: ClusterConnections, _ patience: Duration
    ) async -> Result<DCOSToken, ClusterError> {
        do throws(ClusterError) {
            let url = try place(of: login, base)
            var request = HTTPClientRequest(url: "\(url)")
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.headers.add(name: "Accept", value: "application/json")
            request.body = .bytes(try body(of: login, url))
            let response = try await connections.send(request, to: url, patience: patience)
            guard response.status != .unauthorized, response.status != .forbidden else {
                throw .unauthorised(url: "\(url)", code: response.status.code, .correct(key: Realm.dcos.credentialsKey))
            }
            guard response.status == .ok else { throw .status(url: "\(url)", code: response.status.code) }
            let stream = ClusterStream(body: response.body, url: url)
            return .success(try token(in: try await connections.bytes(of: stream, limit: 1 << 16, patience: patience), url))
        } catch {
            return .failure(error)
        }
    }

    private static func token(in bytes: ByteBuffer, _ url: ClusterURL) throws(ClusterError) -> DCOSToken {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(bytes.readableBytesView)), isFieldValue(answer.token) else {
            throw .document(url: "\(url)", .unexpected(document: "login", "no token"))
        }
        return DCOSToken(answer.token)
    }

    /// It goes into a header.
    private static func isFieldValue(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } }

    private static func place(of login: DCOSLogin, _ base: String?) throws(ClusterError) -> ClusterURL {
        if let base = login.base { return try ClusterURL(base).appending(path) }
        if case .service(let account) = login.method, let endpoint = account.endpoint { return try ClusterURL(endpoint) }
        guard let base else { throw .badURL("", "no dcos.url to log in at") }
        return try ClusterURL(base).appending(path)
    }

    private static let path = "/acs/api/v1/auth/login"

    private static func body(of login: DCOSLogin, _ url: ClusterURL) throws(ClusterError) -> [UInt8] {
        do {
            let fields: Login =
                switch login.method {
                case .password(let user, let password): Login(uid: user, password: password.revealed)
                case .service(let account):
                    Login(uid: account.user, token: try account.proof(now: SystemFile.unixTime()).revealed)
                }
            return Array(try JSONEncoder().encode(fields))
        } catch {
            throw .secret(.notAServiceAccount(path: "\(url)", missing: "its key cannot sign"))
        }
    }
}
