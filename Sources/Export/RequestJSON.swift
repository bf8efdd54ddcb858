import Events
public import Traffic

extension Request {
    /// The `request` line of the contract.
    public func json(_ naming: Naming) -> String {
        var line = JSONLine(type: "request")
        line.add("time", naming.clock.timestamp(end))
        line.add("host", naming.host)
        line.add("observed", observed.name)
        let isUnix = key.transport == .unix
        line.endpoint(
            "client",
            EndpointText(
                party: key.client, who: naming.client(key), address: client.address, port: isUnix ? nil : client.port,
                process: clientProcess == 0 ? nil : clientProcess),
            naming)
        line.endpoint(
            "server",
            EndpointText(
                party: key.server, who: naming.server(key), address: server.address, port: isUnix ? nil : server.port,
                path: isUnix ? naming.path(key.service) : nil, process: serverProcess == 0 ? nil : serverProcess),
            naming)
        line.add("transport", key.transport.name)
        line.add("protocol", guess?.name)
        line.add("method", head?.method)
        line.add("path", head?.path)
        line.add("status", status)
        line.add("error", isError)
        line.add(seconds: "request_time", nanoseconds: requestTime)
        line.add(seconds: "first_byte_time", nanoseconds: firstByteTime)
        line.add(seconds: "queue_time", nanoseconds: queueTime)
        line.add(seconds: "server_time", nanoseconds: serverTime)
        line.object("bytes") {
            $0.add("sent", sent)
            $0.add("received", received)
        }
        return line.line
    }
}
