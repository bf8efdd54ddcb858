import AsyncHTTPClient
import Gzip
import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One request at a time to the receiver, tried again while that makes sense and there is time. Any thread.
///
/// Redirects are not followed: headers may be tokens. Answers are bounded, certificates are verified.
final class OTLPSender: Sendable {
    /// How a request ended.
    enum Outcome: Equatable, Sendable {
        case sent(OTLPAnswer, retries: UInt64)
        /// In words that hold no header and no body.
        case failed(String, retries: UInt64)
    }

    private let http: HTTPClient
    private let target: OTLPTarget

    private static let retried: Set<UInt> = [429, 502, 503, 504]
    private static let answerLimit = 1 << 16
    /// Of one try, connecting included.
    private static let patience: Duration = .seconds(10)
    private static let firstPause: Duration = .milliseconds(500)
    private static let longestPause: Duration = .seconds(30)

    init(_ target: OTLPTarget) {
        self.target = target
        http = HTTPClient(configuration: target.configuration)
    }

    /// Must be called once, after the last request.
    func close() async { try? await http.shutdown() }

    /// Gives up when the next try could not begin before `time` is over.
    func send(_ body: [UInt8], _ signal: OTLPSignal, within time: Duration) async -> Outcome {
        let request = request(body, signal)
        let end = ContinuousClock.now + time
        var pause = Self.firstPause
        var retries: UInt64 = 0
        while true {
            let (failure, wish): (String, Duration?)
            do {
                let response = try await bounded { [http] in try await http.execute(request, deadline: .distantFuture) }
                let code = response.status.code
                if (200..<300).contains(code) { return .sent(try await answer(response), retries: retries) }
                (failure, wish) = ("HTTP \(code)", Self.wish(response))
                guard Self.retried.contains(code) else { return .failed(failure, retries: retries) }
            } catch {
                (failure, wish) = (Self.words(error), nil)
            }
            let wait = wish ?? pause * Double.random(in: 0.5...1)
            guard ContinuousClock.now + wait < end, (try? await Task.sleep(for: wait)) != nil else {
                return .failed(failure, retries: retries)
            }
            pause = min(pause * 2, Self.longestPause)
            retries += 1
        }
    }

    private func request(_ body: [UInt8], _ signal: OTLPSignal) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: target.base + signal.path)
        request.method = .POST
        for header in target.headers { request.headers.add(name: header.name, value: header.value) }
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/x-protobuf")
        request.headers.replaceOrAdd(name: "User-Agent", value: "weir")
        if target.compresses, let small = body.withUnsafeBytes({ Gzip.compressed($0) }) {
            request.headers.replaceOrAdd(name: "Content-Encoding", value: "gzip")
            request.body = .bytes(small)
        } else {
            request.body = .bytes(body)
        }
        return request
    }

    /// An answer that is too long or ends early was an answer all the same.
    private func answer(_ response: HTTPClientResponse) async throws -> OTLPAnswer {
        let bytes = try? await bounded { try await response.body.collect(upTo: Self.answerLimit) }
        return OTLPAnswer(bytes.map { Array($0.readableBytesView) } ?? [])
    }

    private static func wish(_ response: HTTPClientResponse) -> Duration? {
        response.headers.first(name: "Retry-After").flatMap { RetryAfter.seconds($0, now: time(nil)) }.map { .seconds($0) }
    }

    private struct TimedOut: Error {}

    private func bounded<Value: Sendable>(_ step: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await step() }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw TimedOut()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case is TimedOut: "no answer in \(patience)"
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: "TLS: the certificate or the handshake failed"
        default: LabelText.safe("\(error)")
        }
    }
}
