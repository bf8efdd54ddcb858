import Testing

@testable import Mesos

private let web = "shop_web.instance-1b2c1b2c-0000-11e5-8000-000000000001._app.1"

@Suite struct MarathonFollowingTests {
    /// A master with a framework that says where it is, which is this process' Marathon.
    private func cluster() async throws -> FakeProcess {
        let fake = try await FakeProcess(["--master", "0", "--marathon", "0"])
        try await fake.tell(
            "agent id=A host=node-1", "framework id=M name=marathon-user url=http://\(fake.address("marathon"))", "marathon framework=M",
            "task id=\(web) name=web.shop framework=M container=c1 app=/shop/web ports=31000 label.team=shop")
        return fake
    }

    @Test("a Marathon is found by its framework, and names the apps")
    func found() async throws {
        let fake = try await cluster()
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            let task = try await followed.task(web) { $0.sources.contains(.marathon) }
            #expect(task.app?.id == "/shop/web" && task.labels["team"] == "shop")
            #expect(followed.status(.marathon)?.origin == .found)
        }
    }

    @Test("events of Marathon come before the next answer")
    func events() async throws {
        let fake = try await cluster()
        try await Followed.run({
            $0.marathons = [fake.address("marathon")]
            $0.intervals.schedulers = .seconds(3600)
        }) { followed in
            _ = try await followed.task(web)
            _ = try await eventually("a stream") { followed.status(.marathon).flatMap { $0.events > 0 ? true : nil } }
            let other = "shop_web.instance-1b2c1b2c-0000-11e5-8000-000000000002._app.1"
            try await fake.tell("task id=\(other) name=web.shop framework=M container=c2 app=/shop/web")
            #expect(try await followed.task(other).app?.id == "/shop/web")
            try await fake.tell("half", "end id=\(other)")
            _ = try await followed.task(other) { $0.state == .removed }
        }
    }

    @Test("pods of Marathon are apps too")
    func pods() async throws {
        let fake = try await cluster()
        let cart = "shop_cart.instance-1b2c1b2c-0000-11e5-8000-000000000003.nginx"
        let executor = "instance-shop_cart.1b2c1b2c-0000-11e5-8000-000000000003"
        try await fake.tell("task id=\(cart) name=nginx framework=M executor=\(executor) container=e1.n1 pod=/shop/cart")
        try await Followed.run({ $0.marathons = [fake.address("marathon")] }) { followed in
            _ = try await followed.task(cart) { $0.app?.id == "/shop/cart" }
        }
    }

    @Test("one Marathon at two addresses is followed once; an address that is not the framework's is refused")
    func twice() async throws {
        let fake = try await cluster()
        try await fake.tell("log on")
        let port = fake.ports["marathon"] ?? 0
        try await Followed.run({ $0.marathons = ["127.0.0.1:\(port)", "localhost:\(port)"] }) { followed in
            _ = try await followed.task(web)
            _ = try await eventually("many answers of both") {
                followed.follower.status.count { $0.state == .ok && $0.answers > 3 } == 2 ? true : nil
            }
            #expect(followed.follower.status.count { $0.events > 0 } == 1)
        }
        try await fake.tell("framework id=X name=other url=http://\(fake.address("marathon"))", "task id=\(web)9 framework=X app=/x")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            _ = try await eventually("a stranger") {
                followed.follower.status.contains { $0.problem?.contains("belongs to another framework") == true } ? true : nil
            }
        }
    }

    @Test("a Marathon that moves is followed to where it went, and one that is gone is left")
    func moves() async throws {
        let (fake, other) = (try await cluster(), try await FakeProcess(["--marathon", "0"]))
        let second = "shop_web.instance-1b2c1b2c-0000-11e5-8000-000000000002._app.1"
        try await other.tell("marathon framework=M", "task id=\(second) framework=M app=/shop/moved")
        try await Followed.run({ $0.masters = [fake.address("master")] }) { followed in
            _ = try await followed.task(web) { $0.sources.contains(.marathon) }
            try await fake.tell(
                "task id=\(second) framework=M", "framework id=M name=marathon-user url=http://\(other.address("marathon"))")
            _ = try await followed.task(second) { $0.app?.id == "/shop/moved" }
            try await fake.tell("framework-gone id=M")
            _ = try await eventually("no Marathon any more") { followed.status(.marathon) == nil ? true : nil }
        }
    }
}

@Suite struct JobsAndNamesTests {
    @Test("Chronos names its jobs, in both of its places", arguments: [false, true])
    func chronos(isOld: Bool) async throws {
        let fake = try await FakeProcess(["--master", "0", "--chronos", "0"])
        try await fake.tell(
            "framework id=C name=chronos", "job name=nightly owner=me",
            "task id=ct:1429012800000:0:nightly: name=ChronosTask:nightly framework=C container=c1", "old \(isOld ? "on" : "off") chronos")
        try await Followed.run({
            $0.masters = [fake.address("master")]
            $0.chronos = [fake.address("chronos")]
        }) { followed in
            let task = try await followed.task("ct:1429012800000:0:nightly:") { $0.sources.contains(.chronos) }
            #expect(task.app?.id == "nightly" && task.app?.kind == .chronos)
        }
    }

    @Test("mesos-dns and dcos-net name addresses")
    func names() async throws {
        let fake = try await FakeProcess(["--dns", "0", "--net", "0"])
        try await fake.tell(
            "framework id=F name=marathon", "task id=t1 name=web framework=F address=9.0.1.2 ports=80",
            "vip label=web.marathon.l4lb.thisdcos.directory:80 backends=9.0.1.2:80", "vip label=11.0.0.7:443 backends=9.0.1.2:443",
            "dns name=ready.spartan address=127.0.0.1", "dns name=db.directory address=10.7.7.7")
        try await Followed.run({
            $0.mesosDNS = [fake.address("dns")]
            $0.dcosNet = [fake.address("net")]
        }) { followed in
            #expect(try await followed.address("web.marathon.mesos").address == "9.0.1.2")
            #expect(try await followed.address("db.directory").address == "10.7.7.7")
            try await followed.isWell(.dcosNet)
        }
    }
}
