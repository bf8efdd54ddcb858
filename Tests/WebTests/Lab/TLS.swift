import NIOCore
import NIOPosix
import NIOSSL
import Testing
import Web

/// A client that speaks TLS: one request, and all that comes until the server ends.
enum TLSClient {
    static func ask(_ text: String, port: Int, trusting certificate: String?) async throws -> String {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let certificate { configuration.trustRoots = .file(certificate) }
        let context = try NIOSSLContext(configuration: configuration)
        let loop = NIOSingletons.posixEventLoopGroup.next()
        let all = loop.makePromise(of: String.self)
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    try channel.pipeline.syncOperations.addHandler(Collector(text, all))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        defer { channel.close(promise: nil) }
        return try await all.futureResult.get()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let question: String
        private let all: EventLoopPromise<String>
        private var bytes = ByteBuffer()

        init(_ question: String, _ all: EventLoopPromise<String>) {
            self.question = question
            self.all = all
        }

        func channelActive(context: ChannelHandlerContext) { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: question)), promise: nil) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var more = unwrapInboundIn(data)
            bytes.writeBuffer(&more)
        }

        func channelInactive(context: ChannelHandlerContext) { all.succeed(String(buffer: bytes)) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            all.fail(error)
            context.close(promise: nil)
        }
    }
}

/// A certificate for localhost and its key, in a folder.
func makeCertificate(in folder: String, name: String = "server") throws -> TLSFiles {
    let files = TLSFiles(certificate: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
    let code = spawned(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", files.key, "-out", files.certificate,
        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2")
    try #require(code == 0, "openssl makes a certificate")
    return files
}
