import NIOCore
import NIOHTTP2
import NIOPosix
import Protobuf

/// A connection to a gRPC server on a unix socket: HTTP/2 from its first byte, without TLS. Every answer is bounded in size, and in time
/// where it is one message.
struct GRPCClient: Sendable {
    private let channel: any Channel
    private let streams: NIOHTTP2Handler.StreamMultiplexer
    private let service: String
    private let patience: TimeAmount

    /// `patience`: the longest wait for an answer.
    static func connect(to socket: String, service: String, patience: TimeAmount) async throws(CriError) -> GRPCClient {
        do {
            let (channel, streams) = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5))
                .connect(unixDomainSocketPath: socket) { channel in
                    channel.eventLoop.makeCompletedFuture { (channel, try configure(channel.pipeline.syncOperations)) }
                }
            return GRPCClient(channel: channel, streams: streams, service: service, patience: patience)
        } catch {
            throw meaning(of: error, socket)
        }
    }

    private static func configure(_ pipeline: ChannelPipeline.SynchronousOperations) throws -> NIOHTTP2Handler.StreamMultiplexer {
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        // Go's servers send a ping with each answer to measure the way; thirty seconds of a thousand pods are more than 200.
        connection.controlFrameRateLimit.maximumCount = 100_000
        var stream = NIOHTTP2Handler.StreamConfiguration()
        stream.targetWindowSize = 1 << 20
        let streams = try pipeline.configureHTTP2Pipeline(
            mode: .client, connectionConfiguration: connection, streamConfiguration: stream
        ) { $0.close() }
        try pipeline.addHandler(GRPCConnectionErrors())
        return streams
    }

    /// Ends all calls. Must be called once.
    func close() async { try? await channel.close() }

    /// One question, one answer.
    func ask(_ method: String, _ message: ProtobufWriter = ProtobufWriter(), limit: Int) async throws(CriError) -> [UInt8] {
        var answer: [UInt8]?
        try await receive(question(method, message, patience: patience, limit: limit)) { answer = answer ?? $0 }
        guard let answer else { throw .badAnswer("\(method): no answer") }
        return answer
    }

    /// One question, any number of answers, of which some are left out while the last one is being handled. Returns when the server ends
    /// the call well.
    func listen(_ method: String, limit: Int, _ handle: ([UInt8]) -> Void) async throws(CriError) {
        try await receive(question(method, ProtobufWriter(), patience: nil, limit: limit), handle)
    }

    private func question(_ method: String, _ message: ProtobufWriter, patience: TimeAmount?, limit: Int) -> GRPCCall.Question {
        GRPCCall.Question(service: service, method: method, message: message.bytes, patience: patience, limit: limit)
    }

    private func receive(_ question: GRPCCall.Question, _ handle: ([UInt8]) -> Void) async throws(CriError) {
        let (answers, continuation) = GRPCCall.Answers.makeStream(bufferingPolicy: .bufferingOldest(1))
        do {
            let stream = streams.createStreamChannel { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(GRPCCall(question, answers: continuation))
                }
            }
            _ = try await stream.get()
            for try await answer in answers { handle(answer) }
        } catch {
            throw error as? CriError ?? .badAnswer("\(question.method): \(GRPCStatus.printable("\(error)"))")
        }
        if Task.isCancelled { throw .badAnswer("\(question.method): cancelled") }
    }

    private static func meaning(of error: any Error, _ socket: String) -> CriError {
        switch error {
        case let error as IOError where error.errnoCode == 2: .noSocket(path: socket)
        case let error as IOError: .refused(path: socket, errno: error.errnoCode)
        case ChannelError.connectTimeout: .timedOut("connecting")
        default: .badAnswer("connecting: \(error)")
        }
    }
}

/// What is not HTTP/2 ends the connection, and its calls with it.
private final class GRPCConnectionErrors: ChannelInboundHandler {
    typealias InboundIn = Never

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
