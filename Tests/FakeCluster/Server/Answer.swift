import NIOCore
import NIOHTTP1

/// What is said to a request.
enum Answer {
    case whole(HTTPResponseStatus, [(String, String)], String)
    /// A body that goes on; this is its beginning.
    case stream(World.Stream.Kind, type: String, String)
    /// Nothing, for ever.
    case silence

    static func json(_ json: JSON) -> Answer { .whole(.ok, [("Content-Type", "application/json")], json.text) }

    static func status(_ status: HTTPResponseStatus) -> Answer { .whole(status, [], "") }

    static func redirect(_ location: String) -> Answer { .whole(.temporaryRedirect, [("Location", location)], "") }
}

struct Request {
    var method: HTTPMethod
    /// Without the query.
    var path: String
    var query: String
    var authorization: String?
    var accept: String?
    var body: [UInt8] = []

    init(_ head: HTTPRequestHead) {
        method = head.method
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts.first ?? "")
        query = parts.count > 1 ? String(parts[1]) : ""
        authorization = head.headers.first(name: "Authorization")
        accept = head.headers.first(name: "Accept")
    }

    /// The call of a POST to `/api/v1`.
    func asks(for type: String) -> Bool {
        method == .POST && String(decoding: body, as: UTF8.self).contains("\"type\":\"\(type)\"")
    }
}
