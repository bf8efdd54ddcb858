import JSON

// Pods, as `::status` and `/v2/groups` have them.
extension MarathonApp {
    /// A pod: its containers are its tasks. nil without an id.
    static func readPod(_ reader: inout JSONReader) throws(JSONFault) -> MarathonApp? {
        var app = MarathonApp(id: "", isPod: true)
        var endpoints: [PodEndpoint] = []
        var instances: [PodInstance] = []
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "id": app.id = try reader.id() ?? ""
            case "labels": app.labels = try reader.texts()
            case "spec":
                var spec = try reader.object()
                while let key = try reader.nextKey(of: &spec) {
                    switch key {
                    case "labels": app.labels = try reader.texts()
                    case "containers": endpoints = try PodEndpoint.read(containers: &reader)
                    default: break
                    }
                }
            case "instances":
                var elements = try reader.array()
                while try reader.nextElement(of: &elements) { instances.append(try PodInstance.read(&reader)) }
            default: break
            }
        }
        app.tasks = instances.flatMap { $0.tasks(endpoints) }
        return app.id.isEmpty ? nil : app
    }
}

/// An endpoint as the pod's description has it: names are unique in a pod.
struct PodEndpoint {
    var name: String
    var container: UInt16?
    var transport: String?

    static func read(containers reader: inout JSONReader) throws(JSONFault) -> [PodEndpoint] {
        var endpoints: [PodEndpoint] = []
        var containers = try reader.array()
        while try reader.nextElement(of: &containers) {
            var container = try reader.object()
            while let key = try reader.nextKey(of: &container) {
                guard case "endpoints" = key else { continue }
                endpoints += try Listing.read(&reader, read)?.entries.prefix(Limits.ports) ?? []
            }
        }
        return endpoints
    }

    private static func read(_ reader: inout JSONReader) throws(JSONFault) -> PodEndpoint? {
        var (name, container, transport): (String?, UInt16?, String?)
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "name": name = try reader.string()
            case "containerPort": container = try reader.port()
            case "protocol": transport = try readTransport(&reader)
            default: break
            }
        }
        return name.map { PodEndpoint(name: $0, container: container, transport: transport) }
    }

    /// `["tcp"]`; with several it is either.
    private static func readTransport(_ reader: inout JSONReader) throws(JSONFault) -> String? {
        guard try reader.isNext("[") else { return try reader.transport() }
        var transports: [String?] = []
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) { transports.append(try reader.transport()) }
        return transports.count == 1 ? transports[0] : nil
    }
}
