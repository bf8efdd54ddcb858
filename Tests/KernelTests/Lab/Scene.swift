/// What `traffic` prints of a scene.
struct Scene: Decodable {
    var scene: String
    /// Why this kernel cannot do it; then there is nothing else.
    var skipped: String?
    var transport: String?
    /// Who does what the scene is about: client, server or both.
    var side: String?
    var port: Int?
    var path: String?
    var opened, failed, aborted, requests, sent, received, unanswered: Int?
    var clientPid, serverPid: Int?
    /// Goes on with the connection on that side.
    var secondPid: Int?

    var service: Service { Service(transport: transport ?? "", port: port, path: path) }

    var tally: Tally {
        Tally(
            requests: requests ?? 0, unanswered: unanswered ?? 0, sent: sent ?? 0, received: received ?? 0, opened: opened ?? 0,
            failed: failed ?? 0)
    }

    /// So much in a second that a host with other work may not read all of it in time: then times are lost, and no count.
    var isBurst: Bool { scene.hasPrefix("short") }

    var clients: Set<Int> { Set([clientPid, side == "server" ? nil : secondPid].compactMap(\.self)) }
    var servers: Set<Int> { Set([serverPid, side == "server" ? secondPid : nil].compactMap(\.self)) }
}
