import Foundation
import NIOSSL
import Testing

@testable import Metrics

private let openssl = "/usr/bin/openssl"

@Suite("OTLP over TLS", .enabled(if: FileManager.default.isExecutableFile(atPath: openssl)))
struct OTLPTLSTests {
    @Test("A certificate is believed when its authority is, and only for its own name")
    func verification() async throws {
        let directory = NSTemporaryDirectory() + "weir-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for (name, isRight) in [("IP:127.0.0.1", true), ("DNS:elsewhere.example", false)] {
            let context = try Self.context(directory, name)
            let receiver = try await Receiver.start(tls: context) { _ in Receiver.Answer() }
            var options = OTLPOptions(url: "https://127.0.0.1:\(receiver.port)")
            let stranger = OTLPSender(try OTLPTarget(options))
            #expect(await stranger.send([1], .metrics, within: .zero) == .failed("TLS: the certificate or the handshake failed", retries: 0))
            options.caFile = directory + "/cert.pem"
            let friend = OTLPSender(try OTLPTarget(options))
            let outcome = await friend.send([1], .metrics, within: .zero)
            #expect((outcome == .sent(OTLPAnswer([]), retries: 0)) == isRight)
            await stranger.close()
            await friend.close()
            await receiver.stop()
        }
    }

    @Test("A CA file that cannot be read is told at once")
    func noFile() {
        var options = OTLPOptions(url: "https://127.0.0.1:1")
        options.caFile = "/nonexistent"
        #expect(throws: OTLPError.authorities(path: "/nonexistent")) { try OTLPTarget(options) }
    }

    private static func context(_ directory: String, _ name: String) throws -> NIOSSLContext {
        let (certificate, key) = (directory + "/cert.pem", directory + "/key.pem")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: openssl)
        process.arguments =
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=weir"]
            + ["-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(NIOSSLPrivateKey(file: key, format: .pem))))
    }
}
