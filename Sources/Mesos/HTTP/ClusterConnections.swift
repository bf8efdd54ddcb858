import AsyncHTTPClient
import NIOCore
import NIOSSL

/// One request at a time against the clock, without redirects and without credentials.
final class ClusterConnections: Sendable {
    private let http: HTTPClient
    /// Why nothing can be asked by https.
    private let tlsFailure: String?

    init(_ authorities: Authorities) {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.decompression = .disabled
        configuration.timeout.connect = .seconds(5)
        // The caller retries, slower.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Shorter than any server's: a connection that the server has just closed would look like a failure.
        configuration.connectionPool.idleTimeout = .seconds(3)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .fullVerification
        tls.additionalTrustRoots = [.certificates(authorities.certificates)]
        configuration.tlsConfiguration = tls
        tlsFailure = authorities.failure
        http = HTTPClient(configuration: configuration)
    }

    func close() async { try? await http.shutdown() }

    /// The head of an answer.
    func send(_ request: HTTPClientRequest, to url: ClusterURL, patience: Duration) async throws(ClusterError) -> HTTPClientResponse {
        if let tlsFailure, url.scheme == .https { throw .tls(url: "\(url)", tlsFailure) }
        return try await bounded(url, patience) { [http] in try await http.execute(request, deadline: .distantFuture) }
    }

    func bytes(of stream: ClusterStream, limit: Int, patience: Duration) async throws(ClusterError) -> ByteBuffer {
        try await bounded(stream.url, patience) {
            do {
                return try await stream.body.collect(upTo: limit)
            } catch is NIOTooManyBytesError {
                throw ClusterError.tooLarge(url: "\(stream.url)", limit: limit)
            }
        }
    }

    private func bounded<Value: Sendable>(
        _ url: ClusterURL, _ patience: Duration, _ step: @escaping @Sendable () async throws -> Value
    ) async throws(ClusterError) -> Value {
        do {
            return try await withThrowingTaskGroup(of: Value.self) { group in
                group.addTask { try await step() }
                group.addTask {
                    try await Task.sleep(for: patience)
                    throw ClusterError.timedOut(url: "\(url)")
                }
                defer { group.cancelAll() }
                guard let value = try await group.next() else { throw CancellationError() }
                return value
            }
        } catch {
            throw ClusterError(error, at: url)
        }
    }
}
