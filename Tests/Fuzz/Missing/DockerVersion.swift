/// Stands in for the one of `DockerEngine.swift`, which needs the network packages and is not built for fuzzing.
public struct DockerVersion: Hashable, Sendable {
    var engine: String
    var api: String?
}
