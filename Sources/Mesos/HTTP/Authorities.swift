import NIOSSL

/// Who may vouch for a server, beside those whom the system trusts.
struct Authorities: Sendable {
    private(set) var certificates: [NIOSSLCertificate] = []
    /// Why nothing can be asked by https.
    private(set) var failure: String?

    init(caFile: String?) {
        guard let caFile else { return }
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(caFile)
            if certificates.isEmpty { failure = "there is no certificate in the CA file \(caFile)" }
        } catch {
            failure = "cannot read certificates from the CA file \(caFile)"
        }
    }
}
