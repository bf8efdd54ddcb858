import ArgumentParser
import Export
import TopologySources
import Traffic

/// How addresses are asked.
struct AskingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A file with the bearer token, which only its owner may read.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("Certificates of authorities to trust beside the system's, PEM.", valueName: "file"))
    var caFile: String?

    @Option(help: ArgumentHelp("Sent with each question, such as 'X-Scope-OrgID: team-a' for Mimir.", valueName: "name: value"))
    var header: [AskingHeader] = []

    /// Something of it was said.
    var isAsked: Bool { tokenFile != nil || caFile != nil || !header.isEmpty }

    func options() throws(SourceError) -> SourceOptions {
        var options = SourceOptions()
        if let tokenFile { options.token = try AccessToken(file: tokenFile) }
        options.caFile = caFile
        options.headers = header.map { ($0.name, $0.value) }
        return options
    }
}

struct AskingHeader: ExpressibleByArgument {
    var name: String
    var value: String

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":") else { return nil }
        name = String(argument[..<colon])
        value = argument[argument.index(after: colon)...].drop { $0 == " " }.description
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"()<>@,;\\\"/[]?={}".utf8.contains($0) }),
            !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f })
        else { return nil }
    }
}

enum TopologyFormat: String, ExpressibleByArgument, CaseIterable { case text, json, dot, svg }

enum TopologyLevel: String, ExpressibleByArgument, CaseIterable {
    case host, container, app, process

    var level: TopologyNode.Level {
        switch self {
        case .host: .host
        case .container: .container
        case .app: .app
        case .process: .process
        }
    }
}

/// A moment: RFC 3339, or seconds since 1970.
struct TopologyTime: ExpressibleByArgument {
    /// Since 1970.
    var nanoseconds: UInt64

    init?(argument: String) {
        if let time = RFC3339.nanoseconds(argument) {
            nanoseconds = time
        } else if let seconds = Double(argument), seconds >= 0, seconds < 1e10 {
            nanoseconds = UInt64(seconds * 1e9)
        } else {
            return nil
        }
    }
}
