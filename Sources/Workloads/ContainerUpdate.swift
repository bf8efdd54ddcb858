/// What an engine says of one of its containers: all it knew at that moment.
///
/// Absent means "not said", and leaves what was known before. It travels through the stream, so that a replay asks no engine.
public struct ContainerUpdate: Hashable, Sendable, Codable {
    public enum State: String, Sendable, Codable { case present, removed }

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

    public init(
        state: State = .present, id: String, runtime: String, name: String? = nil, image: String? = nil,
        labels: [String: String]? = nil, addresses: [String]? = nil
    ) {
        self.state = state
        self.id = id
        self.runtime = runtime
        self.name = name
        self.image = image
        self.labels = labels
        self.addresses = addresses
    }

    /// Later news over earlier.
    mutating func merge(_ later: ContainerUpdate) {
        state = later.state
        runtime = later.runtime
        name = later.name ?? name
        image = later.image ?? image
        labels = later.labels ?? labels
        addresses = later.addresses ?? addresses
    }
}
