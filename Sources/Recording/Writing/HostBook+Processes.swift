public import Events

// What a process is when an event has told of it: as its parent or as it was before, and what the event says.
extension HostBook {
    /// A new process: a copy of its parent.
    func child(of event: ProcessEvent, cgroups: [ScapCgroup]) -> ScapThread {
        var thread = self[event.parent]?.main ?? ScapThread(event.owner, cgroups: [])
        thread.take(event, cgroups)
        return thread
    }

    /// A process that has begun to run another program.
    func thread(of event: ProcessEvent, cgroups: [ScapCgroup]) -> ScapThread {
        var thread = self[event.owner.process]?.main ?? ScapThread(event.owner, cgroups: [])
        thread.take(event, cgroups)
        thread.executable = event.arguments.first ?? thread.command
        thread.executablePath = thread.executable
        thread.arguments = Array(event.arguments.dropFirst())
        return thread
    }
}

extension ScapThread {
    /// Another thread of this process.
    func further(_ thread: UInt64) -> ScapThread {
        var further = self
        further.thread = thread
        further.flags = Self.furtherThread
        further.virtualThread = Int64(clamping: thread)
        return further
    }

    /// Of a process of which nothing is known but what the kernel says of the owner of a socket.
    public init(_ owner: Owner, cgroups: [ScapCgroup]) {
        self.init()
        process = UInt64(owner.process)
        thread = process
        session = process
        virtualGroup = process
        virtualThread = Int64(owner.process)
        virtualProcess = virtualThread
        command = owner.command.description
        executable = command
        directory = "/"
        root = "/"
        self.cgroups = cgroups
    }

    fileprivate mutating func take(_ event: ProcessEvent, _ news: [ScapCgroup]) {
        process = UInt64(event.owner.process)
        thread = process
        parent = UInt64(event.parent)
        virtualThread = Int64(event.owner.process)
        virtualProcess = virtualThread
        command = event.owner.command.description
        let told = Set(news.map(\.subsystem))
        cgroups = cgroups.filter { !told.contains($0.subsystem) } + news
    }
}
