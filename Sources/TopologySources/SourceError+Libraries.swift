import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

extension SourceError {
    /// What an error of the libraries means.
    init(_ error: any Error, at address: String, limit: Int) {
        switch error {
        case let error as SourceError: self = error
        case let error as IOError: self = .refused(address, errno: error.errnoCode)
        case let error as NIOConnectionError: self = Self.connection(error, address)
        case is NIOTooManyBytesError: self = .tooLarge(address, limit: limit)
        // NIOHTTPDecompression's, by its name: that library is no dependency of ours.
        case _ where "\(type(of: error)).\(error)" == "DecompressionError.limit": self = .tooLarge(address, limit: limit)
        case let error as HTTPClientError: self = Self.client(error, address)
        case ChannelError.connectTimeout: self = .timedOut(address)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self = .tls(address, Self.reason(ofTLS: error))
        case is CancellationError: self = .noAnswer(address, "it was not waited for")
        default: self = .noAnswer(address, SystemText.line("\(error)"))
        }
    }

    private static func connection(_ error: NIOConnectionError, _ address: String) -> SourceError {
        for failure in error.connectionErrors {
            if let error = failure.error as? IOError { return .refused(address, errno: error.errnoCode) }
            if case ChannelError.connectTimeout = failure.error { return .timedOut(address) }
        }
        return .noAnswer(address, "the host name has no address")
    }

    private static func client(_ error: HTTPClientError, _ address: String) -> SourceError {
        switch error {
        case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: .timedOut(address)
        case .tlsHandshakeTimeout: .tls(address, "the handshake does not end")
        case .remoteConnectionClosed: .noAnswer(address, "it closed the connection")
        // Not its whole description: that may have headers in it.
        default: .noAnswer(address, error.shortDescription.lowercased())
        }
    }

    /// BoringSSL writes its own reason between lists of numbers: `…:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at …`.
    private static func reason(ofTLS error: any Error) -> String {
        let text = "\(error)"
        guard let start = text.firstRange(of: "OPENSSL_internal:")?.upperBound else { return SystemText.line(text) }
        let reason = text[start...].prefix { $0.isUppercase || $0 == "_" || $0.isNumber }
        return reason == "CERTIFICATE_VERIFY_FAILED" ? "its certificate is not trusted" : reason.replacing("_", with: " ").lowercased()
    }
}
