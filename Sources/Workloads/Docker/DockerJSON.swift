/// The fields of Docker's answers that are read, under its own names.
enum DockerJSON {
    struct Version: Decodable {
        var version: String
        var api: String?

        enum CodingKeys: String, CodingKey {
            case version = "Version"
            case api = "ApiVersion"
        }
    }

    struct Container: Decodable {
        var id: String
        var names: [String]?
        var image: String?
        var labels: [String: String]?
        var settings: NetworkSettings?
        var ports: [Lenient<Port>]?

        enum CodingKeys: String, CodingKey {
            case id = "Id"
            case names = "Names"
            case image = "Image"
            case labels = "Labels"
            case settings = "NetworkSettings"
            case ports = "Ports"
        }
    }

    /// Without `PublicPort`: exposed, and not published.
    struct Port: Decodable {
        var address: String?
        var container: UInt16
        var host: UInt16?
        var transport: String

        enum CodingKeys: String, CodingKey {
            case address = "IP"
            case container = "PrivatePort"
            case host = "PublicPort"
            case transport = "Type"
        }
    }

    struct NetworkSettings: Decodable {
        var networks: [String: Network?]?

        enum CodingKeys: String, CodingKey { case networks = "Networks" }
    }

    struct Network: Decodable {
        var v4: String?
        var v6: String?

        enum CodingKeys: String, CodingKey {
            case v4 = "IPAddress"
            case v6 = "GlobalIPv6Address"
        }
    }

    struct Event: Decodable {
        var type: String?
        var action: String
        var actor: Object

        enum CodingKeys: String, CodingKey {
            case type = "Type"
            case action = "Action"
            case actor = "Actor"
        }
    }

    /// What an event is about.
    struct Object: Decodable {
        var id: String
        var attributes: [String: String]?

        enum CodingKeys: String, CodingKey {
            case id = "ID"
            case attributes = "Attributes"
        }
    }

    /// An entry of a list, nil when it cannot be read: one bad entry spoils no other.
    struct Lenient<Value: Decodable>: Decodable {
        var value: Value?
        init(from decoder: any Decoder) { value = try? Value(from: decoder) }
    }
}
