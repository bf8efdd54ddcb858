/// What a server serves, at all paths but `/` and `/assets/…`.
///
/// Called in tasks, several at a time. A task is cancelled when its client has gone or has waited for `WebLimits.answerTime`.
public protocol WebContent: Sendable {
    func answer(_ request: WebRequest) async -> WebAnswer
}

/// What is said to a request. Reasons are sentences for people: plain text, a line.
public enum WebAnswer: Sendable {
    case json(String)
    case text(String, type: String = "text/plain; charset=utf-8")
    case notFound
    /// The request makes no sense: 400.
    case bad(String)
    /// Not now: 503.
    case unavailable(String)
    /// Server-sent events: what is published under this name from now on.
    case events(EventHub, String)
}
