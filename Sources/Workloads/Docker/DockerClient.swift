import AsyncHTTPClient
import NIOCore

/// Requests to one Docker socket. Every answer is bounded in time and size.
struct DockerClient: Sendable {
    let socket: String
    private let patience: Duration
    private let http: HTTPClient

    static let largestVersion = 1 << 16
    /// A thousand containers fill some megabytes.
    static let largestListing = 32 << 20

    /// `patience`: the longest wait for an answer, and again for its body.
    init(socket: String, patience: Duration = .seconds(10)) {
        self.socket = socket
        self.patience = patience
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(5)
        // The caller retries, slower.
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(configuration: configuration)
    }

    /// Must be called once, after the last request.
    func close() async { try? await http.shutdown() }

    func version() async throws(DockerError) -> DockerVersion {
        try DockerMessages.version(await get("/version", limit: Self.largestVersion))
    }

    func containers() async throws(DockerError) -> [UInt8] {
        try await get("/containers/json?all=1", limit: Self.largestListing)
    }

    /// The body of the stream of events, which may be silent for days. Those since that Unix time come first, as far as the engine
    /// remembers them: it may say 200 a moment before it subscribes.
    func events(since: Int64) async throws(DockerError) -> HTTPClientResponse.Body {
        let filters = #"{"type":["container"],"event":["create","start","rename","destroy"]}"#
        return try await answer("/events?since=\(since)&filters=\(percentEncoded(filters))").body
    }

    private func get(_ path: String, limit: Int) async throws(DockerError) -> [UInt8] {
        let body = try await answer(path).body
        return try await bounded("GET \(path)") {
            try await body.collect(upTo: limit).withUnsafeReadableBytes { Array($0) }
        }
    }

    private func answer(_ path: String) async throws(DockerError) -> HTTPClientResponse {
        var request = HTTPClientRequest(url: "http+unix://\(percentEncoded(socket))\(path)")
        // Else the client sends the socket's path, which Go's server refuses.
        request.headers.add(name: "Host", value: "docker")
        let response = try await bounded("GET \(path)") { [http, request] in try await http.execute(request, deadline: .distantFuture) }
        guard response.status == .ok else { throw .badAnswer("GET \(path): \(response.status)") }
        return response
    }

    /// Runs one step against the clock.
    private func bounded<Value: Sendable>(
        _ what: String, _ step: @escaping @Sendable () async throws -> Value
    ) async throws(DockerError) -> Value {
        do {
            return try await withThrowingTaskGroup(of: Value.self) { group in
                group.addTask { try await step() }
                group.addTask {
                    try await Task.sleep(for: patience)
                    throw DockerError.timedOut(what)
                }
                defer { group.cancelAll() }
                guard let value = try await group.next() else { throw CancellationError() }
                return value
            }
        } catch {
            throw meaning(of: error, in: what)
        }
    }

    func meaning(of error: any Error, in what: String) -> DockerError {
        switch error {
        case let error as DockerError: error
        case let error as IOError where error.errnoCode == 2: .noSocket(path: socket)
        case let error as IOError: .refused(path: socket, errno: error.errnoCode)
        case is NIOTooManyBytesError: .badAnswer("\(what): too large")
        default: .badAnswer("\(what): \(error)")
        }
    }
}

/// All but RFC 3986's unreserved characters.
func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let encoded = text.utf8.flatMap { byte -> [UInt8] in
        if byte.isAlphanumeric || "-._~".utf8.contains(byte) { return [byte] }
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: encoded, as: UTF8.self)
}
