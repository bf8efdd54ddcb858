import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A question to an API of the cluster. Reads only: POST is how Mesos wants some of its questions.
struct ClusterRequest: Sendable {
    var url: ClusterURL
    var realm: Realm
    /// Makes it a POST.
    var json: String?
    var accept = "application/json"
}

struct ClusterAnswer: Sendable {
    var bytes: ByteBuffer
    /// Who answered, after all redirects.
    var url: ClusterURL
    var took: Duration

    func read<Value>(_ parse: (UnsafeRawBufferPointer) throws(DocumentError) -> Value) throws(ClusterError) -> Value {
        let result: Result<Value, DocumentError> = bytes.withUnsafeReadableBytes { bytes in
            do throws(DocumentError) { return .success(try parse(bytes)) } catch { return .failure(error) }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw .document(url: "\(url)", error)
        }
    }
}

/// An answer whose body has not been read yet.
struct ClusterStream: Sendable {
    var body: HTTPClientResponse.Body
    var url: ClusterURL
}

/// Requests to the APIs of a cluster: every answer is bounded in time and size, certificates are verified, redirects are followed by
/// hand, and credentials go to those who may have them. Any thread.
final class ClusterClient: Sendable {
    let trust: Trust
    let limit: Int
    let patience: Duration
    private let connections: ClusterConnections
    private let sessions: DCOSSessions

    static let mostRedirects = 5

    init(_ configuration: ClusterConfiguration, _ authorities: Authorities) {
        trust = Trust(configuration)
        limit = configuration.documentLimit
        patience = configuration.intervals.patience
        connections = ClusterConnections(authorities)
        sessions = DCOSSessions(connections, configuration)
    }

    /// Must be called once, after the last request.
    func close() async {
        await sessions.close()
        await connections.close()
    }

    func answer(_ request: ClusterRequest) async throws(ClusterError) -> ClusterAnswer {
        let start = ContinuousClock.now
        let stream = try await open(request)
        let bytes = try await connections.bytes(of: stream, limit: limit, patience: patience * 3)
        return ClusterAnswer(bytes: bytes, url: stream.url, took: .now - start)
    }

    /// An answer whose body may go on for days; the reader watches over it.
    func open(_ request: ClusterRequest) async throws(ClusterError) -> ClusterStream {
        var url = request.url
        var seen: Set<ClusterURL> = []
        while seen.insert(url).inserted, seen.count <= Self.mostRedirects + 1 {
            let response = try await authorised(request, at: url)
            guard let target = try redirect(response, from: url) else {
                guard response.status == .ok else { throw .status(url: "\(url)", code: response.status.code) }
                return ClusterStream(body: response.body, url: url)
            }
            url = target
        }
        throw .redirectLoop(url: "\(request.url)")
    }

    private func redirect(_ response: HTTPClientResponse, from url: ClusterURL) throws(ClusterError) -> ClusterURL? {
        guard [301, 302, 307, 308].contains(response.status.code) else { return nil }
        guard let location = response.headers.first(name: "Location") else {
            throw .status(url: "\(url)", code: response.status.code)
        }
        return try url.following(location)
    }

    /// Once more with a new token when the old one is refused.
    private func authorised(_ request: ClusterRequest, at url: ClusterURL) async throws(ClusterError) -> HTTPClientResponse {
        let realm = trust.realm(of: url, else: request.realm)
        let access = trust.access(realm, to: url)
        var response: HTTPClientResponse
        if case .give(.dcos(let login)) = access {
            let token = try await sessions.token(for: login)
            response = try await send(request, to: url, token.map(Credentials.token) ?? .none)
            if response.status == .unauthorized, let fresh = try await sessions.token(for: login, insteadOf: token) {
                response = try await send(request, to: url, .token(fresh))
            }
        } else if case .give(let credentials) = access {
            response = try await send(request, to: url, credentials)
        } else {
            response = try await send(request, to: url, .none)
        }
        guard response.status == .unauthorized || response.status == .forbidden else { return response }
        throw .unauthorised(url: "\(url)", code: response.status.code, Self.remedy(access, realm))
    }

    private static func remedy(_ access: Trust.Access, _ realm: Realm) -> ClusterError.Remedy {
        switch access {
        case .none: .configure(key: realm.credentialsKey)
        case .give: .correct(key: realm.credentialsKey)
        case .withheld: .nameAddress(key: realm.addressesKey)
        }
    }

    private func send(
        _ request: ClusterRequest, to url: ClusterURL, _ credentials: Credentials
    ) async throws(ClusterError) -> HTTPClientResponse {
        var message = HTTPClientRequest(url: "\(url)")
        message.headers.add(name: "Accept", value: request.accept)
        if let json = request.json {
            message.method = .POST
            message.headers.add(name: "Content-Type", value: "application/json")
            message.body = .bytes(Array(json.utf8))
        }
        switch credentials {
        case .none, .dcos: break
        case .basic(let user, let password): message.setBasicAuth(username: user, password: password.revealed)
        case .token(let token): message.headers.add(name: "Authorization", value: "token=\(token.revealed)")
        case .bearer(let token): message.headers.add(name: "Authorization", value: "Bearer \(token.revealed)")
        }
        return try await connections.send(message, to: url, patience: patience)
    }
}
