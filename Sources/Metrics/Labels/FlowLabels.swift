import Export
import Traffic

/// The values of one flow's labels, in the order of the options.
struct FlowLabels {
    var values: [String]
    /// An end of it is nobody but an address.
    var isAnonymous: Bool
    var server: EndNames

    init(_ report: FlowReport, _ labels: [FlowLabel], _ naming: Naming) {
        let client = EndNames(report.key.client, naming.client(report.key))
        server = EndNames(report.key.server, naming.server(report.key))
        values = labels.map { [server] in LabelText.safe(Self.value($0, report, client, server, naming.host)) }
        isAnonymous = client.isAnonymous || server.isAnonymous
    }

    /// Where there is no place for another one. With labels of no end, each of them says so.
    static func other(_ labels: [FlowLabel]) -> [String] {
        let tells = labels.contains(where: \.isOfAnEnd)
        return labels.map { $0.isOfAnEnd || !tells ? "other" : "" }
    }

    private static func value(
        _ label: FlowLabel, _ report: FlowReport, _ client: EndNames, _ server: EndNames, _ host: String
    ) -> String {
        switch label {
        case .client: client.name
        case .server: server.name
        case .port: report.key.transport == .unix || report.key.service == 0 ? "" : String(report.key.service)
        case .protocol: report.guess?.name ?? ""
        case .transport: report.key.transport.name
        case .observed: observed(report, client, server)
        case .clientKind: client.kind
        case .serverKind: server.kind
        case .clientHost: client.host(host)
        case .serverHost: server.host(host)
        case .clientContainer: client.who?.container.map { $0.name ?? $0.id } ?? ""
        case .serverContainer: server.who?.container.map { $0.name ?? $0.id } ?? ""
        case .clientTask: client.who?.task.flatMap { $0.id ?? $0.name } ?? ""
        case .serverTask: server.who?.task.flatMap { $0.id ?? $0.name } ?? ""
        case .clientFramework: client.who?.task.flatMap { $0.framework ?? $0.frameworkID } ?? ""
        case .serverFramework: server.who?.task.flatMap { $0.framework ?? $0.frameworkID } ?? ""
        case .clientImage: client.who?.container?.image ?? ""
        case .serverImage: server.who?.container?.image ?? ""
        }
    }

    /// By where the ends are: what was heard in one interval changes from one to the next, and would make three label sets of one flow.
    private static func observed(_ report: FlowReport, _ client: EndNames, _ server: EndNames) -> String {
        switch (client.isHere, server.isHere) {
        case (true, true): "both"
        case (true, false): "client"
        case (false, true): "server"
        case (false, false): report.observed.name ?? ""
        }
    }
}
