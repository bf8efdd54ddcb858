import Logging
import NIOCore

/// What the connections of a server share. Any thread.
struct Site: Sendable {
    let admission: Admission
    let peers: [UInt32]
    let limits: WebLimits
    let assets: Assets
    let content: any WebContent
    let ledger: Ledger
    let logger: Logger

    enum Reply: Sendable {
        case whole(Response)
        case events(EventHub, String)
    }

    init(
        _ configuration: WebConfiguration, _ token: WebToken?, _ assets: Assets, _ content: any WebContent, _ ledger: Ledger, _ logger: Logger
    ) {
        limits = configuration.limits
        admission = Admission(token: token, hostNames: Set(configuration.hostNames.map { $0.lowercased() }), limits: configuration.limits)
        peers = configuration.peers
        self.assets = assets
        self.content = content
        self.ledger = ledger
        self.logger = logger
    }

    /// In a task: making and compressing it may take a while.
    func reply(to request: WebRequest) async -> Reply {
        var response: Response
        if let asset = assets.response(to: request) {
            response = asset
        } else {
            switch await content.answer(request) {
            case .json(let text): response = whole(text, "application/json")
            case .text(let text, let type): response = whole(text, type)
            case .notFound: response = Response(status: 404, "there is nothing at \(request.path)")
            case .bad(let reason): response = Response(status: 400, reason)
            case .unavailable(let reason): response = Response(status: 503, reason)
            case .events(let hub, let name): return .events(hub, name)
            }
        }
        response.headers.append(("Vary", "Accept-Encoding"))
        if request.acceptsGzip { response.compress() }
        return .whole(response)
    }

    private func whole(_ text: String, _ type: String) -> Response {
        guard text.utf8.count <= limits.answer else {
            ledger.change { $0.refused[.answerTooLarge, default: 0] &+= 1 }
            return Response(.answerTooLarge(limits.answer))
        }
        return Response(type: type, ByteBuffer(string: text))
    }
}
