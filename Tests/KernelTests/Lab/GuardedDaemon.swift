/// A daemon that serves on the loopback as it would to the network, with a token and perhaps TLS, besides its unix socket.
final class GuardedDaemon {
    let weir: WeirDaemon
    let port: Int
    private let credentials: Credentials
    private let isTLS: Bool

    init(watching cgroup: TestCgroup, tls isTLS: Bool = false) throws {
        (credentials, port) = (try Credentials(), try FreePort.any())
        self.isTLS = isTLS
        weir = try WeirDaemon(
            watching: [cgroup], ["--listen", "127.0.0.1:\(port)"] + credentials.token + (isTLS ? credentials.tls : []))
    }

    /// As whoever comes by the network.
    var http: HTTP {
        isTLS ? HTTP(url: "https://localhost:\(port)", ["--cacert", credentials.certificate]) : HTTP(url: "http://127.0.0.1:\(port)")
    }

    static let bearer = ["-H", "Authorization: Bearer \(Credentials.token)"]
}
