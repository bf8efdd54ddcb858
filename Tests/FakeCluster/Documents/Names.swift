/// What mesos-dns and dcos-net say.
extension World.State {
    var enumeration: JSON {
        let running = tasks.filter { $0.state == "RUNNING" }
        return ["frameworks": .list(frameworks.map { framework in
            ["name": JSON(framework.name), "tasks": .list(running.filter { $0.framework == framework.id }.map { task in
                ["name": JSON(task.name), "id": JSON(task.id), "records": .list(dns(task, framework))]
            })]
        })]
    }

    private func dns(_ task: FakeTask, _ framework: FakeFramework) -> [JSON] {
        let name = "\(task.name).\(framework.name).mesos."
        let address = task.address ?? agent(task.agent)?.address ?? "127.0.0.1"
        let service: [JSON] = task.ports.prefix(1).map {
            ["name": JSON("_\(task.name)._tcp.\(framework.name).mesos."), "host": JSON("\(name):\($0)"), "rtype": "SRV"]
        }
        return [["name": JSON(name), "host": JSON(address), "rtype": "A"]] + service
    }

    var virtualAddresses: JSON {
        .list(services.map { service in
            let backends: [JSON] = service.backends.map {
                let parts = $0.split(separator: ":").map(String.init)
                return ["ip": JSON(parts.first ?? ""), "port": .number(parts.last ?? "0")]
            }
            return ["vip": JSON(service.label), "protocol": "tcp", "backend": .list(backends)]
        })
    }

    var nameRecords: JSON {
        .list(records.map { ["name": JSON($0.name), "host": JSON($0.address), "rtype": "A"] })
    }
}
