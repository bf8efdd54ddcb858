/// What an engine says of one of its containers: all it knew at that moment.
///
/// Absent means "not said", and leaves what was known before. It travels through the stream, so that a replay asks no engine.
public struct ContainerUpdate: Hashable, Sendable, Codable {
    public enum State: String, Sendable, Codable { case present, removed }

    /// A port of the container that answers on the host too.
    public struct Port: Hashable, Sendable, Codable {
        /// Of the host, as the engine writes it; nil, `0.0.0.0` and `::` are all that it has.
        public var address: String?
        public var host: UInt16
        public var container: UInt16
        /// `tcp`, `udp`, `sctp`.
        public var transport: String

        public init(address: String? = nil, host: UInt16, container: UInt16, transport: String) {
            self.address = address
            self.host = host
            self.container = container
            self.transport = transport
        }
    }

    public var state: State
    /// In full.
    public var id: String
    /// `docker`, `podman`…
    public var runtime: String
    public var name: String?
    /// As the user named it: `nginx:1`.
    public var image: String?
    public var labels: [String: String]?
    /// IP addresses in the container's networks, as the engine writes them.
    public var addresses: [String]?
    /// Empty when none is published, or when it does not run.
    public var ports: [Port]?
    /// The same addresses, by the names of the networks that they are in: one address may be in use in several.
    public var networks: [String: [String]]?

    public init(
        state: State = .present, id: String, runtime: String, name: String? = nil, image: String? = nil,
        labels: [String: String]? = nil, addresses: [String]? = nil, ports: [Port]? = nil, networks: [String: [String]]? = nil
    ) {
        self.state = state
        self.id = id
        self.runtime = runtime
        self.name = name
        self.image = image
        self.labels = labels
        self.addresses = addresses
        self.ports = ports
        self.networks = networks
    }

    /// Later news over earlier.
    mutating func merge(_ later: ContainerUpdate) {
        state = later.state
        runtime = later.runtime
        name = later.name ?? name
        image = later.image ?? image
        labels = later.labels ?? labels
        addresses = later.addresses ?? addresses
        ports = later.ports ?? ports
        networks = later.networks ?? networks
    }
}
