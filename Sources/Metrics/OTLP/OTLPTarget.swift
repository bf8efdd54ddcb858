import AsyncHTTPClient
import NIOSSL

/// Options that were looked at and are possible.
struct OTLPTarget: Sendable {
    /// Without a slash at the end.
    let base: String
    let headers: [OTLPHeader]
    let compresses: Bool
    let configuration: HTTPClient.Configuration

    init(_ options: OTLPOptions) throws(OTLPError) {
        base = try Self.base(options.url)
        for header in options.headers where !header.isValid { throw .header(name: header.name) }
        headers = options.headers
        compresses = options.compresses
        configuration = Self.configuration(try Self.authorities(options.caFile))
    }

    private static func base(_ url: String) throws(OTLPError) -> String {
        let scheme = ["http://", "https://"].first { url.hasPrefix($0) }
        guard let scheme, url.utf8.count > scheme.utf8.count, url.utf8.count < 2048, url.utf8.allSatisfy({ 0x21...0x7e ~= $0 }),
            !url.contains(where: { "@?#".contains($0) })
        else { throw .url }
        return url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    private static func authorities(_ file: String?) throws(OTLPError) -> [NIOSSLCertificate] {
        guard let file else { return [] }
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(file), !certificates.isEmpty else { throw .authorities(path: file) }
        return certificates
    }

    private static func configuration(_ authorities: [NIOSSLCertificate]) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.decompression = .disabled
        configuration.timeout.connect = .seconds(5)
        // The sender retries, slower.
        configuration.connectionPool.retryConnectionEstablishment = false
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .fullVerification
        tls.additionalTrustRoots = authorities.isEmpty ? [] : [.certificates(authorities)]
        configuration.tlsConfiguration = tls
        return configuration
    }
}
