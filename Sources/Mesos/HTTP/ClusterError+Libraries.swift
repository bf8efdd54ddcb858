import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

extension ClusterError {
    /// What an error of the libraries means.
    init(_ error: any Error, at url: ClusterURL) {
        let url = "\(url)"
        switch error {
        case let error as ClusterError: self = error
        case let error as IOError: self = .refused(url: url, errno: error.errnoCode)
        case let error as NIOConnectionError: self = Self.connection(error, url)
        case is NIOTooManyBytesError: self = .tooLarge(url: url, limit: 0)
        case let error as HTTPClientError: self = Self.client(error, url)
        case ChannelError.connectTimeout: self = .timedOut(url: url)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self = .tls(url: url, Self.reason(ofTLS: error))
        default: self = .noAnswer(url: url, Self.oneLine(error))
        }
    }

    private static func connection(_ error: NIOConnectionError, _ url: String) -> ClusterError {
        for failure in error.connectionErrors {
            if let error = failure.error as? IOError { return .refused(url: url, errno: error.errnoCode) }
            if case ChannelError.connectTimeout = failure.error { return .timedOut(url: url) }
        }
        return .noAnswer(url: url, "the host name has no address")
    }

    private static func client(_ error: HTTPClientError, _ url: String) -> ClusterError {
        switch error {
        case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: .timedOut(url: url)
        case .tlsHandshakeTimeout: .tls(url: url, "the handshake does not end")
        case .remoteConnectionClosed: .noAnswer(url: url, "it closed the connection")
        // Not its whole description: that may have headers in it.
        default: .noAnswer(url: url, error.shortDescription.lowercased())
        }
    }

    /// BoringSSL writes its own reason between lists of numbers: `…:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at …`.
    private static func reason(ofTLS error: any Error) -> String {
        let text = "\(error)"
        guard let start = text.firstRange(of: "OPENSSL_internal:")?.upperBound else { return oneLine(error) }
        let reason = text[start...].prefix { $0.isUppercase || $0 == "_" || $0.isNumber }
        return reason == "CERTIFICATE_VERIFY_FAILED" ? "its certificate is not trusted" : reason.replacing("_", with: " ").lowercased()
    }

    private static func oneLine(_ error: any Error) -> String {
        let printable = "\(error)".unicodeScalars.prefix(200).filter { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }
        return String(String.UnicodeScalarView(printable))
    }
}
