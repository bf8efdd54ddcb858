public import Events

extension WorkloadDirectory {
    /// Who is at an address elsewhere; `port` is the service's, 0 for a client's end. For output: one or two lookups and a new value.
    ///
    /// - Parameter asker: who speaks to it: the name by which that one asked DNS for it may be all that is known.
    public func farEnd(
        _ address: IPAddress, port: UInt16, _ transport: ConnectionEvent.Transport, asker: WorkloadID?, at now: MonotonicTime
    ) -> Workload? {
        let asked = asker.flatMap { dnsAnswers.name(of: address, for: $0, at: now) }
        guard let end = addresses.name(of: address, port: port, transport: transport, asked: asked) else { return nil }
        var answer = Workload(name: "")
        switch end.thing {
        case .task(let framework, let id, let kind):
            guard let task = tasks[framework, id, kind] else { return nil }
            task.fill(&answer)
            answer.name = DisplayName.of(answer, NameSubject())
        case .container(let id): answer = workload(ofContainer: id)
        case .service(let name): answer.name = name
        case .host(let name): (answer.name, answer.host) = (name, name)
        case .name(let name): (answer.name, answer.dns) = (name, name)
        }
        answer.host = end.host ?? answer.host
        answer.believe(end.evidence)
        return answer
    }

    /// A datagram from port 53, as far as it was captured; valid during the call.
    public func observe(dnsAnswer payload: UnsafeRawBufferPointer, to owner: Owner, at time: MonotonicTime) {
        dnsAnswers.observe(payload, for: identify(owner), at: time)
    }

    /// A container of this host whose cgroup nobody needs to have seen.
    func workload(ofContainer id: String) -> Workload {
        guard let facts = containers[id] else { return Workload(name: ContainerIdentity.short(id)) }
        var answer = Workload(name: "")
        answer.container = Workload.Container(id: id, runtime: facts.runtime)
        ResolverChain.resolve(NameSubject(facts: facts), tasks, into: &answer)
        return answer
    }
}
