import NIOCore
import NIOHPACK
import NIOHTTP2

/// One question and what comes back, in one stream of a connection. Messages go into `answers`, which ends with the call; when its
/// reader leaves, so does the call.
///
/// Of messages that nobody has taken yet, the first is kept.
final class GRPCCall: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload
    typealias Answers = AsyncThrowingStream<[UInt8], any Error>

    struct Question: Sendable {
        /// `runtime.v1.RuntimeService`.
        var service: String
        var method: String
        var message: [UInt8]
        /// The longest until the end of the call; nil for one that may be silent for days.
        var patience: TimeAmount?
        /// The largest message that may come back.
        var limit: Int
    }

    private let question: Question
    private let answers: Answers.Continuation
    private var frames: GRPCFrames
    private var timeout: Scheduled<Void>?
    private var isEnded = false

    init(_ question: Question, answers: Answers.Continuation) {
        self.question = question
        self.answers = answers
        frames = GRPCFrames(limit: question.limit)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        answers.onTermination = { _ in channel.close(promise: nil) }
        timeout = question.patience.map { patience in
            context.eventLoop.assumeIsolated().scheduleTask(in: patience) { self.end(.timedOut(self.method)) }
        }
    }

    func channelActive(context: ChannelHandlerContext) {
        let headers: HPACKHeaders = [
            ":method": "POST", ":scheme": "http", ":path": "/\(question.service)/\(question.method)", ":authority": "localhost",
            "content-type": "application/grpc", "te": "trailers", "user-agent": "weir",
        ]
        context.write(wrapOutboundOut(.headers(.init(headers: headers))), promise: nil)
        let body = context.channel.allocator.buffer(bytes: GRPCFrames.frame(question.message))
        context.writeAndFlush(wrapOutboundOut(.data(.init(data: .byteBuffer(body), endStream: true))), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let headers): read(headers)
        case .data(let data): read(data)
        default: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) { end(.badAnswer("\(method): the connection ended")) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.badAnswer("\(method): \(GRPCStatus.printable("\(error)"))"))
    }
}

extension GRPCCall {
    private var method: String { question.method }

    /// Those of the beginning, those of the end, or both at once.
    private func read(_ frame: HTTP2Frame.FramePayload.Headers) {
        let headers = frame.headers
        if let status = headers.first(name: ":status"), status != "200" {
            return end(.badAnswer("\(method): HTTP status \(GRPCStatus.printable(status))"))
        }
        guard frame.endStream else { return }
        end(GRPCStatus(headers).error(in: method))
    }

    private func read(_ frame: HTTP2Frame.FramePayload.Data) {
        guard !isEnded, case .byteBuffer(let buffer) = frame.data else { return }
        do throws(GRPCFrameError) {
            for message in try frames.append(buffer.readableBytesView) { answers.yield(message) }
        } catch {
            return end(.badAnswer(error == .tooLarge ? "\(method): too large" : "\(method): compressed"))
        }
        if frame.endStream { end(.badAnswer("\(method): no status")) }
    }

    /// Once. nil: all is well.
    private func end(_ error: CriError?) {
        guard !isEnded else { return }
        isEnded = true
        timeout?.cancel()
        answers.finish(throwing: error ?? (frames.isInside ? .badAnswer("\(method): cut off") : nil))
    }
}

/// How a call ended, as the server says.
struct GRPCStatus {
    private let code: Int?
    private let message: String

    init(_ headers: HPACKHeaders) {
        code = headers.first(name: "grpc-status").flatMap { Int($0) }
        message = Self.printable(headers.first(name: "grpc-message") ?? "")
    }

    func error(in method: String) -> CriError? {
        switch code {
        case 0: nil
        case 12: .unimplemented(method)
        case let code?: .badAnswer("\(method): status \(code): \(message)")
        case nil: .badAnswer("\(method): no status")
        }
    }

    /// What others wrote, for a line of a log.
    static func printable(_ text: String) -> String {
        String(decoding: text.utf8.prefix(200).filter { 0x20..<0x7f ~= $0 }, as: UTF8.self)
    }
}
