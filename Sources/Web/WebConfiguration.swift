import NIOSSL

/// Where a server listens, who may ask, and how much.
public struct WebConfiguration: Sendable {
    public var addresses: [ListenAddress]
    /// Where given, every TCP address speaks TLS, those of loopback too.
    public var tls: TLSFiles?
    /// Where given, every TCP address demands the token, those of loopback too.
    public var tokenFile: String?
    /// Names in `Host` that are as good as `localhost`, without ports: of a proxy in front, say.
    public var hostNames: [String] = []
    /// Users who may connect to unix sockets, beside root and the server's own.
    public var peers: [UInt32] = []
    public var limits = WebLimits()

    public init(addresses: [ListenAddress]) { self.addresses = addresses }
}

/// Files in PEM: the server's certificate, with what leads to its authority, and the key of it.
public struct TLSFiles: Sendable, Hashable {
    public var certificate: String
    public var key: String

    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }

    func context() throws(WebError) -> NIOSSLContext {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw .certificate(file: certificate, why: "no certificate in PEM can be read from it")
        }
        guard !chain.isEmpty else { throw .certificate(file: certificate, why: "there is no certificate in it") }
        let known: NIOSSLPrivateKey
        do {
            known = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw .certificate(file: key, why: "no private key in PEM can be read from it")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(known))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .certificate(file: certificate, why: "it does not belong to the key in \(key)")
        }
    }
}
