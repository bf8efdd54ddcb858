import Foundation

/// What went on in the shop, as those say who took part in it.
struct ShopDay {
    var wrk, ab, redis, stranger: Int
    /// Bytes that ab was sent.
    var abReceived: Int
    /// What nginx has logged of haproxy.
    var nginx: Tally
}

extension Shop {
    /// Paced gently: what is measured is the network, not who waits for a processor. All of it at once.
    func open() throws -> ShopDay {
        let wrk = try startWrk()
        let (ab, redis) = (try startAb(), try startRedis())
        try ab.succeed()
        try redis.succeed()
        let counted = try finish(wrk)
        for _ in 0..<Self.strangers {
            try Child.run(net.at(.stranger, [Lab.tool("curl"), "-fsS", "-o", "/dev/null", "http://\(ThreeHosts.node3):8080\(Self.path)"]))
        }
        guard let transferred = ab.output.all.first(where: { $0.hasPrefix("Total transferred:") }),
            let bytes = transferred.split(separator: " ").dropFirst(2).first.flatMap({ Int($0) })
        else { throw LabError("ab said: \(ab.output.text)") }
        guard redis.output.all.filter({ $0 == "PONG" }).count == Self.pings else { throw LabError("redis-cli said: \(redis.output.text)") }
        return ShopDay(wrk: counted, ab: Self.abRequests, redis: Self.pings, stranger: Self.strangers, abReceived: bytes, nginx: try logged())
    }

    /// One request each: what a store of metrics counts from is there.
    func knock() throws {
        let curl = try [Lab.tool("curl"), "-fsS", "-o", "/dev/null"]
        try clients.leaf.start(net.at(.left, curl + ["http://\(ThreeHosts.node2)\(Self.path)"])).succeed()
        try probe.leaf.start(net.at(.right, curl + ["http://\(ThreeHosts.node2)\(Self.path)"])).succeed()
        try teller.cgroup.start(net.at(.node2, [Lab.tool("redis-cli"), "-h", ThreeHosts.node3, "-p", "\(ThreeHosts.published)", "PING"])).succeed()
        try Child.run(net.at(.stranger, curl + ["http://\(ThreeHosts.node3):8080\(Self.path)"]))
    }

    private static let (abRequests, pings, strangers) = (150, 120, 3)
    private static let (threads, perThread) = (2, 120)

    /// Each of its connections makes its share of requests and stops, so that wrk's count leaves none out.
    private func startWrk() throws -> Child {
        let script = try scratch.write("""
            local count = 0
            function delay() return 5 end
            function response()
                count = count + 1
                if count == \(Self.perThread) then
                    io.stderr:write("finished\\n")
                    wrk.thread:stop()
                end
            end

            """, to: "wrk.lua")
        return try clients.leaf.start(prompt(.left, [
            Lab.tool("wrk"), "-t\(Self.threads)", "-c\(Self.threads)", "-d60s", "-s", script, "http://\(ThreeHosts.node2)\(Self.path)",
        ]))
    }

    private func finish(_ wrk: Child) throws -> Int {
        let isFinished = Lab.eventually(within: 40) { wrk.errors.all.filter { $0 == "finished" }.count == Self.threads }
        guard isFinished else { throw LabError("wrk is too slow: \(wrk.output.text) \(wrk.errors.text)") }
        try wrk.signal(SIGINT)
        try wrk.succeed()
        guard let line = wrk.output.all.first(where: { $0.contains(" requests in ") }), let word = line.split(separator: " ").first,
            let count = Int(word)
        else { throw LabError("wrk said: \(wrk.output.text)") }
        return count
    }

    private func startAb() throws -> Child {
        try probe.leaf.start(prompt(.right, [
            Lab.tool("ab"), "-q", "-k", "-c", "1", "-n", "\(Self.abRequests)", "http://\(ThreeHosts.node2)\(Self.path)",
        ]))
    }

    private func startRedis() throws -> Child {
        try teller.cgroup.start(prompt(.node2, [
            Lab.tool("redis-cli"), "-h", ThreeHosts.node3, "-p", "\(ThreeHosts.published)", "-r", "\(Self.pings)", "-i", "0.01", "PING",
        ]))
    }

    private func logged() throws -> Tally {
        let lines = try scratch.read("access").split(separator: "\n").map { $0.split(separator: " ") }
        let proxied = lines.filter { $0[0] == ThreeHosts.toNode2 }
        return proxied.reduce(into: Tally()) { $0 += Tally(requests: 1, sent: Int($1[1]) ?? 0, received: Int($1[2]) ?? 0) }
    }
}
