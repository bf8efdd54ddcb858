import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// One question at a time against the clock: every answer is bounded in time and size, certificates are verified, redirects are not followed.
/// Any thread.
final class SourceClient: Sendable {
    private let http: HTTPClient
    private let options: SourceOptions
    /// Why nothing can be asked by https.
    private let tlsFailure: String?

    init(_ options: SourceOptions) {
        self.options = options
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.decompression = .enabled(limit: .size(options.limit))
        configuration.timeout.connect = .seconds(5)
        // The caller retries, slower.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Shorter than any server's: a connection that the server has just closed would look like a failure.
        configuration.connectionPool.idleTimeout = .seconds(3)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .fullVerification
        var failure: String?
        if let file = options.caFile {
            let certificates = (try? NIOSSLCertificate.fromPEMFile(file)) ?? []
            if certificates.isEmpty { failure = "there is no certificate in the CA file \(file)" }
            tls.additionalTrustRoots = [.certificates(certificates)]
        }
        configuration.tlsConfiguration = tls
        tlsFailure = failure
        http = HTTPClient(configuration: configuration)
    }

    /// Must be called once, after the last request.
    func close() async { try? await http.shutdown() }

    /// The body of an answer to GET. What a server says to an error is read as far as one line goes: `explain` finds it.
    func get(
        _ address: SourceAddress, _ path: String, explain: @escaping @Sendable (ByteBuffer) -> String? = { _ in nil }
    ) async throws(SourceError) -> ByteBuffer {
        var request = try request(address, path, accept: "application/json")
        request.headers.add(name: "Accept-Encoding", value: "gzip")
        return try await bounded(address) { [http, options, request] in
            let response = try await http.execute(request, deadline: .distantFuture)
            guard response.status == .ok else {
                throw await Self.refusal(response, at: "\(address)", hasToken: options.token != nil, explain)
            }
            return try await response.body.collect(upTo: options.limit)
        }
    }

    /// An answer that goes on: server-sent events. Its beginning comes in time or not at all.
    func stream(_ address: SourceAddress, _ path: String) async throws(SourceError) -> HTTPClientResponse {
        let request = try request(address, path, accept: "text/event-stream")
        return try await bounded(address) { [http, options] in
            let response = try await http.execute(request, deadline: .distantFuture)
            if response.status == .ok { return response }
            throw await Self.refusal(response, at: "\(address)", hasToken: options.token != nil) { _ in nil }
        }
    }

    private func request(_ address: SourceAddress, _ path: String, accept: String) throws(SourceError) -> HTTPClientRequest {
        let url = address.url(path)
        if let tlsFailure, url.hasPrefix("https:") { throw .tls("\(address)", tlsFailure) }
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Accept", value: accept)
        // Else the socket's path would be sent.
        if address.isSocket { request.headers.add(name: "Host", value: "weir") }
        if let token = options.token { request.headers.add(name: "Authorization", value: "Bearer \(token.revealed)") }
        for header in options.headers { request.headers.replaceOrAdd(name: header.name, value: header.value) }
        return request
    }

    private static func refusal(
        _ response: HTTPClientResponse, at address: String, hasToken: Bool, _ explain: (ByteBuffer) -> String?
    ) async -> SourceError {
        let code = response.status.code
        if code == 401 || code == 403 { return .unauthorised(address, code: code, hasToken: hasToken) }
        if (300..<400).contains(code), let target = response.headers.first(name: "Location") {
            return .redirected(address, to: SystemText.line(target))
        }
        let body = try? await response.body.collect(upTo: 1 << 16)
        return .status(address, code: code, SystemText.line(body.flatMap(explain) ?? ""))
    }

    private func bounded<Value: Sendable>(
        _ address: SourceAddress, _ step: @escaping @Sendable () async throws -> Value
    ) async throws(SourceError) -> Value {
        do {
            return try await withThrowingTaskGroup(of: Value.self) { [options] group in
                group.addTask { try await step() }
                group.addTask {
                    try await Task.sleep(for: options.patience)
                    throw SourceError.timedOut("\(address)")
                }
                defer { group.cancelAll() }
                guard let value = try await group.next() else { throw CancellationError() }
                return value
            }
        } catch {
            throw SourceError(error, at: "\(address)", limit: options.limit)
        }
    }
}
