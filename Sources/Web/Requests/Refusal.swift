/// A request that is not served, and what its sender is told.
struct Refusal: Error {
    var cause: WebRefusal
    var status: Int
    /// A line, for people.
    var reason: String
    var headers: [(String, String)] = []
    /// What follows on the connection cannot be trusted to be a request.
    var closes = false

    static func malformed(_ reason: String) -> Refusal { Refusal(cause: .malformed, status: 400, reason: reason, closes: true) }
    static func path(_ reason: String) -> Refusal { Refusal(cause: .path, status: 400, reason: reason) }
    static let longTarget = Refusal(cause: .tooLarge, status: 414, reason: "the address is too long", closes: true)
    static let longHead = Refusal(cause: .tooLarge, status: 431, reason: "the headers are too many or too long", closes: true)
    static let slow = Refusal(cause: .slow, status: 408, reason: "the request did not come in time", closes: true)
    static let body = Refusal(cause: .body, status: 413, reason: "requests have no body here", closes: true)
    static let expectation = Refusal(cause: .body, status: 417, reason: "requests have no body here", closes: true)
    static let version = Refusal(cause: .malformed, status: 505, reason: "only HTTP/1.1 and HTTP/1.0 are spoken here", closes: true)
    static let method = Refusal(
        cause: .method, status: 405, reason: "only GET and HEAD are answered", headers: [("Allow", "GET, HEAD")], closes: true)
    static let peer = Refusal(cause: .peer, status: 403, reason: "this socket is for root and for the user who runs weir", closes: true)
    static let host = Refusal(
        cause: .host, status: 421, reason: "this address is reached as localhost or by its IP address; other names must be configured")
    static let origin = Refusal(cause: .origin, status: 403, reason: "another site's page asks; give the token as Authorization: Bearer")
    static let token = Refusal(
        cause: .token, status: 401, reason: "give the token: Authorization: Bearer TOKEN, or open /?token=TOKEN in a browser",
        headers: [("WWW-Authenticate", "Bearer realm=\"weir\"")])
    static let connections = busy(.connections, "too many connections")
    static let streams = busy(.streams, "too many streams of events are open")
    static let unsent = busy(.unsent, "too many answers wait for slow readers")
    static let late = busy(.late, "the answer was not ready in time")
    static let stopping = Refusal(cause: .stopping, status: 503, reason: "the server stops", headers: [("Retry-After", "5")], closes: true)

    static func answerTooLarge(_ limit: Int) -> Refusal {
        Refusal(cause: .answerTooLarge, status: 500, reason: "the answer is larger than \(limit >> 20) MB; ask for less")
    }

    private static func busy(_ cause: WebRefusal, _ reason: String) -> Refusal {
        Refusal(cause: cause, status: 503, reason: "\(reason); try again", headers: [("Retry-After", "5")])
    }
}
