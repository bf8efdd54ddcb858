import NIOCore

/// Status line and headers as bytes. All answers have the headers that keep a browser from mischief.
struct ResponseHead {
    private var bytes = ByteBuffer()

    /// Nothing from elsewhere, nothing inline, no frames, no forms.
    static let policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; "
        + "object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

    init(_ status: Int) {
        bytes.reserveCapacity(768)
        bytes.writeString("HTTP/1.1 \(status) \(Self.phrase(status))\r\n")
        add("Content-Security-Policy", Self.policy)
        add("X-Content-Type-Options", "nosniff")
        add("Referrer-Policy", "no-referrer")
        add("Cross-Origin-Resource-Policy", "same-origin")
    }

    mutating func add(_ headers: [(String, String)]) { for (name, value) in headers { add(name, value) } }

    /// Values come from this program and from addresses that were checked: there is no line's end in them.
    mutating func add(_ name: String, _ value: String) {
        bytes.writeString(name)
        bytes.writeStaticString(": ")
        bytes.writeString(value)
        bytes.writeStaticString("\r\n")
    }

    consuming func end() -> ByteBuffer {
        bytes.writeStaticString("\r\n")
        return bytes
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 303: "See Other"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 417: "Expectation Failed"
        case 421: "Misdirected Request"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}
