import Testing

extension KernelTests {
    /// Addresses that Docker translates: published ports, networks of the user's own.
    @Suite struct NamesPublished {
        enum Network: String, CaseIterable, CustomTestStringConvertible {
            case bridge, own
            var testDescription: String { rawValue }
        }

        /// A client and a server in one network; the client dials the host, which leads it to the server.
        private struct Shop {
            let docker: BrieflyDocker
            let network: [String]
            let gateway: String
            let published: Int
            let address: String
            let client: String

            init(_ network: Network, options: [String] = []) throws {
                docker = try BrieflyDocker(options: options)
                if network == .own { try docker.docker.docker("network", "create", "shop") }
                self.network = network == .own ? ["--network", "shop"] : []
                try docker.startServer(named: "web", self.network)
                try docker.startServer(named: "client", self.network)
                gateway = try docker.docker.gateway(of: "web")
                published = try docker.publishedPort(of: "web")
                address = try docker.docker.address(of: "web")
                client = try docker.docker.address(of: "client")
            }

            /// The server sees the host in place of the client, as behind a load balancer.
            func masquerade() throws {
                try Child.run(docker.docker.inside([
                    Lab.tool("iptables"), "-t", "nat", "-I", "POSTROUTING", "-p", "tcp", "--dport", "\(docker.port)", "-j", "MASQUERADE",
                ]))
            }

            func weir(_ arguments: [String]) throws -> WeirRun {
                try WeirRun(arguments + ["--docker-socket", docker.docker.socket]) { try Child(docker.docker.onItsHost($0)) }
            }

            /// From within the client's container.
            func ask(_ address: String, _ port: Int) throws {
                try docker.docker.docker("exec", "client", "/briefly", address, "\(port)")
            }
        }

        @Test("a client that dials the host's published port and the server behind it are one flow, which says what was dialled",
            arguments: Network.allCases, [false, true])
        func both(network: Network, isMasqueraded: Bool) throws {
            let shop = try Shop(network, options: ["--userland-proxy=false"])
            if isMasqueraded { try shop.masquerade() }
            let weir = try shop.weir(["--cgroup", shop.docker.docker.cgroup.path])
            for _ in 0..<3 { try shop.ask(shop.gateway, shop.published) }
            let report = try weir.stop()

            let flows = report.flows.filter { $0.client?.process?.name == "briefly" && $0.transport == "tcp" }
            #expect(flows.reduce(into: Tally()) { $0 += Tally($1) } == Tally(requests: 3, sent: 33, received: 66, opened: 3))
            for flow in flows {
                #expect(flow.observed == "both")
                #expect(flow.client?.container?.name == "client" && flow.server?.container?.name == "web")
                #expect(flow.server?.address == shop.address && flow.server?.port == shop.docker.port)
                #expect(flow.server?.dialled == Endpoint.Dialled(address: shop.gateway, port: shop.published))
                #expect(flow.client?.address == shop.client && flow.client?.dialled == nil)
            }
        }

        @Test("where the client alone is watched, the server is named and its true address told", arguments: Network.allCases)
        func client(network: Network) throws {
            let shop = try Shop(network, options: ["--userland-proxy=false"])
            let weir = try shop.weir(["--container", "client"])
            for _ in 0..<3 { try shop.ask(shop.gateway, shop.published) }
            let report = try weir.stop()

            let flows = report.flows.filter { $0.transport == "tcp" }
            #expect(flows.reduce(into: Tally()) { $0 += Tally($1) } == Tally(requests: 3, sent: 33, received: 66, opened: 3))
            for flow in flows {
                #expect(flow.observed == "client" && flow.client?.container?.name == "client")
                #expect(flow.server?.container?.name == "web" && flow.server?.process == nil)
                #expect(flow.server?.address == shop.address && flow.server?.port == shop.docker.port)
                #expect(flow.server?.evidence?.contains("docker") == true)
                #expect(flow.server?.dialled == Endpoint.Dialled(address: shop.gateway, port: shop.published))
            }
        }

        @Test("without conntrack, and by Docker's own proxy, the published port names the server; the address is what was dialled",
            arguments: Network.allCases)
        func published(network: Network) throws {
            let shop = try Shop(network)
            let weir = try shop.weir(["--container", "client", "--no-conntrack"])
            try shop.ask(shop.gateway, shop.published)
            let report = try weir.stop()

            let flows = report.flows.filter { $0.transport == "tcp" }
            #expect(flows.map(\.requests).reduce(0, +) == 1)
            for flow in flows {
                #expect(flow.server?.container?.name == "web" && flow.server?.evidence?.contains("docker") == true)
                #expect(flow.server?.address == shop.gateway && flow.server?.port == shop.published && flow.server?.dialled == nil)
            }
        }

        @Test("where the server alone is watched, its client is named, also when the server sees another in its place",
            arguments: Network.allCases, [false, true])
        func server(network: Network, isMasqueraded: Bool) throws {
            let shop = try Shop(network, options: ["--userland-proxy=false"])
            if isMasqueraded { try shop.masquerade() }
            let weir = try shop.weir(["--container", "web"])
            try shop.ask(shop.gateway, shop.published)
            try shop.ask(shop.address, shop.docker.port)
            let report = try weir.stop()

            let flows = report.flows.filter { $0.transport == "tcp" }
            #expect(flows.reduce(into: Tally()) { $0 += Tally($1) } == Tally(requests: 2, sent: 22, received: 44, opened: 2))
            for flow in flows {
                #expect(flow.observed == "server" && flow.server?.container?.name == "web")
                #expect(flow.client?.container?.name == "client" && flow.client?.address == shop.client)
            }
        }
    }
}
