import Events

/// A pair of unix sockets: a client, workload 10, and a server, workload 20, bound to `path`. Who is which shows with the first bytes.
struct UnixPair {
    let client: Socket
    let server: Socket

    init(_ scene: Scene, path: String = "/run/db.sock", number: UInt64 = 1) {
        client = Socket(scene, cookie: number * 2, owner: Owner(process: 100, workload: 10), isWatched: true)
        server = Socket(scene, cookie: number * 2 + 1, owner: Owner(process: 200, workload: 20), isWatched: true)
        for (end, other) in [(client, server), (server, client)] {
            end.state.transport = .unix
            end.state.owner = end.owner
            end.state.peerCookie = other.state.cookie
            end.path = Array(path.utf8)
            end.totals.opened = 1
        }
    }

    func asks(_ bytes: Int, at time: Double) {
        client.sends(bytes, at: time)
        server.receives(bytes, at: time + 0.5, arrived: time + 0.25)
    }

    func answers(_ bytes: Int, at time: Double) {
        server.sends(bytes, at: time)
        client.receives(bytes, at: time + 0.5)
    }
}

extension Scene {
    /// A datagram socket as it is at first sight.
    func datagramSocket(_ number: UInt64, local: Endpoint, remote: Endpoint, workload: UInt64) -> Socket {
        let socket = Socket(self, cookie: number, owner: Owner(process: ProcessID(workload * 10), workload: workload), isWatched: true)
        socket.state.transport = .udp
        socket.state.owner = socket.owner
        socket.state.local = local
        socket.state.remote = remote
        socket.totals.opened = 1
        return socket
    }
}

extension Endpoint {
    static let nowhere = Endpoint(address: IPAddress(0, 0, 0, 0), port: 0)

    init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, port: UInt16) {
        self.init(address: IPAddress(a, b, c, d), port: port)
    }
}
