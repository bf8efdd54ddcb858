import NIOCore
import NIOSSL

/// One client: requests one after another, each answered before the next is looked at. On the channel's loop only.
///
/// | state     | bytes that come              | ends with                                   |
/// |-----------|------------------------------|---------------------------------------------|
/// | reading   | are the next request's       | a whole head, a refusal, its deadline       |
/// | answering | wait in the kernel           | the content's answer, its deadline          |
/// | sending   | wait in the kernel           | the last byte written, its deadline         |
/// | streaming | are thrown away              | the reader gone or too slow, the server's end |
/// | lingering | are thrown away              | the client's end, its deadline              |
final class Connection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum State {
        case reading
        case answering(Exchange, Task<Void, Never>)
        case sending(bytes: Int, keepsAlive: Bool)
        case streaming(Stream)
        case lingering
        case closed
    }

    let site: Site
    let connections: Connections
    let channel: any Channel
    let origin: ConnectionOrigin
    var state = State.reading
    var reader = RequestReader()
    /// When something happens by itself.
    var deadline: NIODeadline
    private(set) var stateSince = NIODeadline.now()
    /// Of the request that is being answered; tells late answers from those awaited.
    var number: UInt64 = 0
    private var context: ChannelHandlerContext?
    var thrownAway = 0
    var holdsBackRead = false
    var isServing = false
    /// The client sends no more.
    var hasEnded = false

    init(_ site: Site, _ connections: Connections, _ channel: any Channel, _ origin: ConnectionOrigin) {
        self.site = site
        self.connections = connections
        self.channel = channel
        self.origin = origin
        deadline = .now() + TimeAmount(site.limits.idleTime)
    }

    /// Nothing is owed to it.
    var isIdle: Bool { if case .reading = state { true } else { false } }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    /// A TLS that fails, a connection that breaks: nobody to tell.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        site.logger.debug("a connection broke", metadata: ["error": "\(error)"])
        abandon()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let ready as Ready: finish(ready)
        case is EventSubscription.Announcement: sendEvents()
        case ChannelEvent.inputClosed: inputClosed()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if channel.isWritable { sendEvents() }
        context.fireChannelWritabilityChanged()
    }

    func enter(_ next: State, for time: Duration) {
        if case .closed = state { return }
        state = next
        stateSince = .now()
        deadline = stateSince + TimeAmount(time)
        guard holdsBackRead else { return }
        switch state {
        case .answering, .sending: break
        default:
            holdsBackRead = false
            context?.read()
        }
    }

    /// At once, whatever it is doing: past TLS, which would wait for the client's farewell.
    func abandon() {
        end()
        let beneath = origin.isTLS ? try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) : context
        beneath?.close(promise: nil)
    }

    func write(_ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>? = nil) {
        guard let context else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        context.write(wrapOutboundOut(bytes), promise: promise)
    }

    func flush() { context?.flush() }

    /// Everything is sent, then the end of it; what the client still sends is read, so that it gets to see the answer and not a reset.
    func linger() {
        enter(.lingering, for: site.limits.farewell)
        context?.close(mode: .output, promise: nil)
        if hasEnded { abandon() }
    }

    /// Gives back all it holds. More than once is once.
    private func end() {
        switch state {
        case .answering(_, let task): task.cancel()
        case .sending(let bytes, _): connections.returnUnsent(bytes)
        case .streaming(let stream): endStream(stream)
        case .reading, .lingering: break
        case .closed: return
        }
        state = .closed
        connections.remove(self)
    }
}
