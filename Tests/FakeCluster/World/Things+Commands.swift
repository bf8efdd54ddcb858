extension FakeTask {
    /// `task id= framework= [name=] [container=] [agent=] [executor=] [process=] [address=] [ports=] [app=] [pod=] [vip=] [state=]
    /// [label.x=]`
    init(_ command: Command, agent: String) throws {
        id = try command.needed("id")
        framework = try command.needed("framework")
        name = command["name"] ?? id
        executor = command["executor"]
        self.agent = command["agent"] ?? agent
        container = command["container"]
        process = command["process"].flatMap { Int($0) }
        address = command["address"]
        ports = command.list("ports").compactMap { Int($0) }
        labels = command.labels
        app = command["app"]
        pod = command["pod"]
        virtualAddress = command["vip"]
        state = command["state"] ?? "RUNNING"
    }
}

extension FakeJob {
    /// `job name= [owner=] [parents=a,b] [disabled]`
    init(_ command: Command) throws {
        name = try command.needed("name")
        owner = command["owner"]
        parents = command.list("parents")
        isDisabled = command.plain.contains("disabled")
    }
}

extension FakeService {
    /// `vip label=web.marathon.l4lb.thisdcos.directory:80 [backends=10.0.0.1:31000,…]`
    init(_ command: Command) throws {
        label = try command.needed("label")
        backends = command.list("backends")
    }
}
