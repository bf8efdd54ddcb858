import Events
import Protobuf

/// The engines' answers, as far as they are read. All of it is from outside: absent or odd fields make less of an answer.
///
/// Numbers of fields: Kubernetes' `cri-api`, pkg/apis/runtime/v1/api.proto.
enum CriMessages {
    /// More containers than this are left out and counted.
    static let mostEntries = 65_536

    /// VersionResponse.
    static func version(_ answer: [UInt8]) throws(CriError) -> CriVersion {
        var version = CriVersion(runtime: "", engine: "")
        try read(answer, of: "Version") { field in
            switch field.number {
            case 2: version.runtime = runtime(field.text)
            case 3: version.engine = plain(field.text) ?? ""
            case 4: version.api = plain(field.text)
            default: break
            }
        }
        guard !version.runtime.isEmpty else { throw .badAnswer("Version: no name") }
        return version
    }

    /// ListContainersResponse. An entry that cannot be read is left out and counted.
    static func containers(_ answer: [UInt8]) throws(CriError) -> (containers: [CriContainer], bad: Int) {
        let (found, bad) = try entries(answer, of: "ListContainers") { bytes throws(ProtobufError) in try CriContainer(bytes) }
        return (found, bad)
    }

    /// ListPodSandboxResponse.
    static func pods(_ answer: [UInt8]) throws(CriError) -> (pods: [CriPod], bad: Int) {
        let (found, bad) = try entries(answer, of: "ListPodSandbox") { bytes throws(ProtobufError) in try CriPod(bytes) }
        return (found, bad)
    }

    /// PodSandboxStatusResponse: what the pod has in its own network; none when it shares the host's.
    static func addresses(_ answer: [UInt8]) throws(CriError) -> [String] {
        var found: [String] = []
        try read(answer, of: "PodSandboxStatus") { field throws(ProtobufError) in
            guard field.number == 1 else { return }
            try field.forEach { status throws(ProtobufError) in
                guard status.number == 5 else { return }
                try status.forEach { network throws(ProtobufError) in
                    switch network.number {
                    case 1: found.append(network.text)
                    case 2: try network.forEach { if $0.number == 1 { found.append($0.text) } }
                    default: break
                    }
                }
            }
        }
        return Array(found.filter { IPAddress(text: $0) != nil }.prefix(64))
    }

    /// Names longer than any that Kubernetes makes count as absent.
    static func plain(_ text: String) -> String? { (1...1024).contains(text.utf8.count) ? text : nil }

    /// `cri-o` is `crio` in cgroups, and here.
    private static func runtime(_ name: String) -> String {
        let name = name.lowercased()
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }) else { return "" }
        return name == "cri-o" ? "crio" : name
    }
}

extension CriMessages {
    private static func entries<Entry: CriEntry>(
        _ answer: [UInt8], of call: String, _ make: (ArraySlice<UInt8>) throws(ProtobufError) -> Entry
    ) throws(CriError) -> ([Entry], bad: Int) {
        var found: [Entry] = []
        var bad = 0
        try read(answer, of: call) { field in
            guard field.number == 1, case .bytes(let bytes) = field.value else { return }
            if found.count < mostEntries, let entry = try? make(bytes), DockerMessages.isID(entry.id) {
                found.append(entry)
            } else {
                bad += 1
            }
        }
        return (found, bad)
    }

    private static func read(
        _ answer: [UInt8], of call: String, _ body: (ProtobufReader.Field) throws(ProtobufError) -> Void
    ) throws(CriError) {
        do throws(ProtobufError) {
            try ProtobufReader.Field(number: 1, value: .bytes(answer[...])).forEach(body)
        } catch {
            throw .badAnswer("\(call): not its message")
        }
    }
}
