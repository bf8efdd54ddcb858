import Events
import Export
import Traffic
import Workloads

/// A request as one end of it saw it. Ids are random: weir reads no trace context, so these spans are parts of no other trace.
struct RequestSpan: Sendable {
    enum Kind: UInt64, Sendable { case server = 2, client = 3 }

    struct Identity: Sendable {
        var trace: [UInt8]
        var span: [UInt8]
        /// The client's span, of the server's.
        var parent: [UInt8]?
    }

    var identity: Identity
    var kind: Kind
    var name: String
    /// Nanoseconds since 1970.
    var start: UInt64
    var end: UInt64
    var attributes: [OTLPAttribute]
    /// Whose span it is.
    var resource: [OTLPAttribute]
    var isError: Bool

    /// One for each end that is here. Where both are, the client's is the parent, and the server's is as long as was measured and in its middle:
    /// when within the client's time it began is not known.
    static func spans(of request: Request, _ naming: Naming) -> [RequestSpan] {
        let end = naming.clock.unixNanoseconds(request.end)
        let start = end - min(end, request.requestTime)
        let trace = random(2)
        var spans: [RequestSpan] = []
        if case .workload = request.key.client {
            spans.append(RequestSpan(request, .client, Identity(trace: trace, span: random(1)), start..<end, naming))
        }
        if case .workload = request.key.server {
            let margin = spans.isEmpty ? 0 : (request.requestTime - min(request.requestTime, request.serverTime ?? request.requestTime)) / 2
            let time = start + min(margin, (end - start) / 2)..<end - min(margin, (end - start) / 2)
            spans.append(
                RequestSpan(request, .server, Identity(trace: trace, span: random(1), parent: spans.first?.identity.span), time, naming))
        }
        return spans
    }

    private init(_ request: Request, _ kind: Kind, _ identity: Identity, _ time: Range<UInt64>, _ naming: Naming) {
        let status = request.status ?? 0
        self.identity = identity
        self.kind = kind
        name = request.head.map { LabelText.safe($0.method) } ?? request.guess?.name ?? "request"
        (start, end) = (time.lowerBound, time.upperBound)
        // Of a client, what it asked wrongly is an error too.
        isError = status >= (kind == .client ? 400 : 500)
        let client = EndNames(request.key.client, naming.client(request.key))
        let server = EndNames(request.key.server, naming.server(request.key))
        resource = Self.resource(kind == .client ? client : server, naming.host)
        attributes = Self.attributes(request, client, server)
        if isError { attributes.append(OTLPAttribute("error.type", String(status))) }
    }

    private static func resource(_ end: EndNames, _ host: String) -> [OTLPAttribute] {
        let container = end.who?.container
        let texts = [
            ("service.name", end.name), ("host.name", end.host(host)),
            ("container.id", container?.id), ("container.name", container?.name), ("container.image.name", container?.image),
            ("container.runtime", container?.runtime), ("k8s.pod.name", end.who?.pod?.name), ("k8s.pod.uid", end.who?.pod?.uid),
            ("k8s.namespace.name", end.who?.pod?.namespace),
        ]
        return texts.compactMap { key, text in text.flatMap { $0.isEmpty ? nil : OTLPAttribute(key, LabelText.safe($0)) } }
    }

    private static func attributes(_ request: Request, _ client: EndNames, _ server: EndNames) -> [OTLPAttribute] {
        var attributes = [
            OTLPAttribute("client", LabelText.safe(client.name)), OTLPAttribute("server", LabelText.safe(server.name)),
            OTLPAttribute("network.transport", request.key.transport.name),
        ]
        if let guess = request.guess { attributes += OTLPAttribute.ofProtocol(guess.name) }
        if let head = request.head {
            attributes.append(OTLPAttribute("http.request.method", LabelText.safe(head.method)))
            attributes.append(OTLPAttribute("url.path", LabelText.safe(head.path)))
        }
        if let status = request.status { attributes.append(OTLPAttribute("http.response.status_code", Int64(status))) }
        guard request.key.transport != .unix else { return attributes }
        if !request.client.address.isUnspecified { attributes.append(OTLPAttribute("client.address", request.client.address.description)) }
        if !request.server.address.isUnspecified { attributes.append(OTLPAttribute("server.address", request.server.address.description)) }
        return attributes + [OTLPAttribute("server.port", Int64(request.server.port))]
    }

    /// Never all zeros, which would be no id.
    private static func random(_ words: Int) -> [UInt8] {
        (0..<words).flatMap { _ in withUnsafeBytes(of: UInt64.random(in: 1...UInt64.max)) { Array($0) } }
    }
}
