/// A request that was found to be well-formed and allowed.
public struct WebRequest: Sendable {
    /// Begins with `/`; decoded; without `//`, `.` and `..`, control characters and backslashes.
    public let path: String
    /// Decoded, in the order sent.
    public let query: [QueryItem]
    let head: RequestHead

    public struct QueryItem: Sendable, Hashable {
        public let name: String
        public let value: String
    }

    /// HEAD: the answer is made, and not sent.
    public var isHead: Bool { head.method == "HEAD" }

    /// The first item of this name.
    public func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

    public func values(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

    /// `?buckets=true`, `?buckets=1` and `?buckets`.
    public func flag(_ name: String) -> Bool { ["true", "1", ""].contains(value(name) ?? "false") }

    /// The first header of this name; nil where there is none. Names are compared without case.
    public func header(_ name: String) -> String? { head.header(name) }

    var acceptsGzip: Bool {
        for offer in (header("Accept-Encoding") ?? "").split(separator: ",") {
            let parts = offer.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard parts.first == "gzip" || parts.first == "*" else { continue }
            return !parts.dropFirst().contains { $0.hasPrefix("q=0") && $0.dropFirst(3).allSatisfy { $0 == "0" || $0 == "." } }
        }
        return false
    }
}
