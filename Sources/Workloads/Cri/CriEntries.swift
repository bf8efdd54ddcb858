import Protobuf

/// What a listing has entries of.
protocol CriEntry {
    var id: String { get }
}

/// Container of CRI.
struct CriContainer: CriEntry, Hashable {
    var id = ""
    var pod = ""
    var name = ""
    /// As the user wrote it, which kubelets tell since 1.29.
    var userImage = ""
    /// What the engine was asked for: of a kubelet mostly an id, `sha256:…`.
    var image = ""
    var imageReference = ""
    var labels: [String: String] = [:]

    init(_ message: ArraySlice<UInt8>) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch field.number {
            case 1: id = field.text
            case 2: pod = field.text
            case 3: try field.forEach { if $0.number == 1 { name = $0.text } }
            case 4: try field.forEach { part in
                if part.number == 1 { image = part.text }
                if part.number == 18 { userImage = part.text }
            }
            case 5: imageReference = field.text
            case 8: try field.addLabel(to: &labels)
            default: break
            }
        }
    }
}

/// PodSandbox of CRI.
struct CriPod: CriEntry, Hashable {
    var id = ""
    var name = ""
    var uid = ""
    var namespace = ""
    /// Its network stands.
    var isReady = true
    var labels: [String: String] = [:]

    init(_ message: ArraySlice<UInt8>) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch field.number {
            case 1: id = field.text
            case 2: try field.forEach { part in
                switch part.number {
                case 1: name = part.text
                case 2: uid = part.text
                case 3: namespace = part.text
                default: break
                }
            }
            case 3: isReady = field.value == .number(0)
            case 5: try field.addLabel(to: &labels)
            default: break
            }
        }
    }
}

extension ProtobufReader.Field {
    /// Empty when it is none; what is not UTF-8 becomes U+FFFD.
    var text: String {
        if case .bytes(let bytes) = value { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    /// The fields of the message in it; none when there is none.
    func forEach(_ body: (Self) throws(ProtobufError) -> Void) throws(ProtobufError) {
        guard case .bytes(let bytes) = value else { return }
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() { try body(field) }
    }

    /// One entry of a map from text to text. Of thousands, the first 1024 count.
    fileprivate func addLabel(to labels: inout [String: String]) throws(ProtobufError) {
        var (key, label) = ("", "")
        try forEach { part in
            if part.number == 1 { key = part.text }
            if part.number == 2 { label = part.text }
        }
        if labels.count < 1024 { labels[key] = label }
    }
}
