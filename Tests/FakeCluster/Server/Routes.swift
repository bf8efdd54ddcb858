import NIOHTTP1

/// Who answers what.
extension World.State {
    mutating func answer(_ request: Request, as role: Role) -> Answer {
        let behaviour = behaviour(role)
        if let path = behaviour.path, !request.path.hasPrefix(path) { return play(role, request) }
        if behaviour.hangs { return .silence }
        if let status = behaviour.status { return .status(HTTPResponseStatus(statusCode: status)) }
        if let target = behaviour.redirect { return .redirect(target) }
        if behaviour.wantsCredentials, !keys.contains(request.authorization ?? "") {
            return .whole(.unauthorized, [("WWW-Authenticate", "Basic realm=\"mesos-\(role.rawValue)-readonly\"")], "")
        }
        return play(role, request)
    }

    private mutating func play(_ role: Role, _ request: Request) -> Answer {
        switch role {
        case .master: masterAnswer(request)
        case .agent: agentAnswer(request)
        case .marathon: marathonAnswer(request)
        case .chronos: chronosAnswer(request)
        case .metronome: request.path == "/v1/jobs" ? .json(metronomeJobs) : .status(.notFound)
        case .dns: request.path == "/v1/enumerate" ? .json(enumeration) : .status(.notFound)
        case .net: netAnswer(request)
        case .router: routerAnswer(request)
        }
    }

    private func masterAnswer(_ request: Request) -> Answer {
        let isOld = behaviour(.master).isOld
        var path = request.path
        if path.hasPrefix("/master/") { path.removeFirst("/master".count) }
        if path == "/health" { return .status(.ok) }
        if isOld { return path == "/state.json" ? .json(masterState) : .status(.notFound) }
        if let leader {
            return .redirect("//\(leader)\(path == "/redirect" ? "" : request.path)")
        }
        switch path {
        case "/state": return .json(masterState)
        case "/redirect": return .redirect("//\(master)")
        case "/api/v1" where request.asks(for: "SUBSCRIBE"):
            return .stream(.master, type: "application/json", record(subscribed) + record(["type": "HEARTBEAT"]))
        case "/api/v1" where request.asks(for: "GET_STATE"): return .json(["type": "GET_STATE", "get_state": getState])
        case "/api/v1": return .status(.badRequest)
        default: return .status(.notFound)
        }
    }

    private func agentAnswer(_ request: Request) -> Answer {
        let isOld = behaviour(.agent).isOld
        switch request.path {
        case "/state" where !isOld, "/slave(1)/state" where !isOld, "/state.json" where isOld: return .json(agentState)
        case "/api/v1" where !isOld && request.asks(for: "GET_CONTAINERS"): return .json(getContainers)
        case "/containers": return .json(containers)
        case "/health": return .status(.ok)
        default: return .status(.notFound)
        }
    }

    private func marathonAnswer(_ request: Request) -> Answer {
        switch request.path {
        case "/v2/info": return .json(marathonInfo)
        case "/v2/apps": return .json(marathonApps)
        case "/v2/pods/::status": return .json(marathonPods)
        case "/v2/events" where request.accept == "text/event-stream":
            let hello = serverSentEvent("event_stream_attached", ["remoteAddress": "127.0.0.1", "timestamp": "2026-11-22T08:30:00.000Z"])
            return .stream(.marathon, type: "text/event-stream", hello)
        case "/v2/events": return .status(.notAcceptable)
        case "/ping": return .whole(.ok, [], "pong")
        default: return .status(.notFound)
        }
    }

    private func chronosAnswer(_ request: Request) -> Answer {
        let path = behaviour(.chronos).isOld ? "/scheduler/jobs" : "/v1/scheduler/jobs"
        return request.path == path ? .json(chronosJobs) : .status(.notFound)
    }

    private func netAnswer(_ request: Request) -> Answer {
        switch request.path {
        case "/v1/vips": .json(virtualAddresses)
        case "/v1/records": .json(nameRecords)
        default: .status(.notFound)
        }
    }

    /// The Admin Router of DC/OS: a login, and everything else behind it.
    private mutating func routerAnswer(_ request: Request) -> Answer {
        if request.path == "/acs/api/v1/auth/login" {
            guard request.method == .POST, let token = logins.login(request.body) else { return .status(.unauthorized) }
            return .json(["token": JSON(token)])
        }
        guard logins.knows(request.authorization) else { return .status(.unauthorized) }
        let places: [(String, Role)] = [
            ("/mesos_dns", .dns), ("/mesos", .master), ("/service/marathon", .marathon), ("/service/metronome", .metronome),
        ]
        for (prefix, role) in places where request.path.hasPrefix(prefix + "/") {
            var inner = request
            inner.path.removeFirst(prefix.count)
            return play(role, inner)
        }
        return .status(.notFound)
    }
}
