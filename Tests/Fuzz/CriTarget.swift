import Protobuf

@testable import Workloads

extension Target {
    /// What engines of Kubernetes answer: messages of protobuf with any bytes in them, and frames of gRPC cut anywhere.
    static let cri = Target(name: "cri", seeds: answers) { bytes in
        let message = Array(bytes)
        checkFrames(bytes)
        checkFields(message)
        _ = try? CriMessages.version(message)
        checkListing(message)
    }

    private static var answers: [[UInt8]] {
        let label = message([(1, text("io.kubernetes.pod.name")), (2, text("shop-0"))])
        let image = message([(1, text("sha256:1")), (18, text("nginx:1"))])
        let container = message([
            (1, text("c0ffee")), (2, text("5a9d")), (3, message([(1, text("web"))])), (4, image), (5, text("nginx@sha256:2")), (8, label),
        ])
        let pod = message([(1, text("5a9d")), (2, message([(1, text("shop-0")), (2, text("0b-1c")), (3, text("prod"))])), (5, label)])
        let network = message([(1, text("10.0.0.7")), (2, message([(1, text("fd00::7"))]))])
        let numbers: [UInt8] = [0x08, 0x96, 0x01, 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x25, 1, 2, 3, 4, 0x2b, 0x08, 0x01, 0x33, 0x34, 0x2c]
        return [
            message([(1, container), (1, pod)]), message([(1, pod), (1, message([(1, text("../etc"))]))]), numbers,
            message([(1, message([(5, network)]))]),
            message([(1, text("0.1.0")), (2, text("cri-o")), (3, text("1.33.0")), (4, text("v1"))]),
            [3] + GRPCFrames.frame(text("one")) + GRPCFrames.frame([]) + GRPCFrames.frame(text("three")), [1, 1, 0, 0, 0, 1], [2, 0, 1],
        ]
    }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func message(_ fields: [(UInt32, [UInt8])]) -> [UInt8] {
        var message = ProtobufWriter()
        for (number, value) in fields { message.raw(Int(number), value) }
        return message.bytes
    }
}

/// The same messages, however they arrive.
private func checkFrames(_ bytes: UnsafeRawBufferPointer) {
    var input = FuzzInput(bytes)
    let step = Int(input.byte()) + 1
    var (whole, pieces) = (GRPCFrames(limit: 64), GRPCFrames(limit: 64))
    let stream = input.rest
    let expected = try? whole.append(stream)
    var found: [[UInt8]]? = []
    while !input.isEmpty, found != nil {
        let piece = input.bytes(step)
        found = (try? pieces.append(piece)).map { (found ?? []) + $0 }
    }
    promise(found == expected, "other messages in pieces of \(step)")
    guard let expected else { return }
    promise(whole.isInside == pieces.isInside, "inside of a message, and not")
    promise(expected.allSatisfy { $0.count <= 64 }, "a message is too large")
    let framed = expected.flatMap(GRPCFrames.frame)
    promise(stream.starts(with: framed) && (framed.count == stream.count) != whole.isInside, "other messages than there are")
}

/// What was read is what is written.
private func checkFields(_ message: [UInt8]) {
    guard let found = try? fields(of: message) else { return }
    promise(found.allSatisfy { 1..<(1 << 29) ~= $0.number }, "a number that no field has")
    var written = ProtobufWriter()
    for field in found {
        switch field.value {
        case .bytes(let bytes): written.raw(Int(field.number), bytes)
        case .number(let value): written.integer(always: Int(field.number), value)
        }
    }
    promise(written.bytes.count <= message.count, "more than there was")
    promise((try? fields(of: written.bytes)) == found, "other fields when written again")
}

private func fields(of message: [UInt8]) throws(ProtobufError) -> [ProtobufReader.Field] {
    var reader = ProtobufReader(message[...])
    var fields: [ProtobufReader.Field] = []
    while let field = try reader.next() { fields.append(field) }
    return fields
}

private func checkListing(_ answer: [UInt8]) {
    var listing = CriListing()
    if let (containers, bad) = try? CriMessages.containers(answer) { (listing.containers, listing.bad) = (containers, bad) }
    if let (pods, bad) = try? CriMessages.pods(answer) { (listing.pods, listing.bad) = (pods, listing.bad + bad) }
    let addresses = (try? CriMessages.addresses(answer)) ?? []
    for pod in listing.pods { listing.addresses[pod.id] = addresses }
    let updates = listing.updates(runtime: "containerd")
    promise(updates.count == listing.containers.count + listing.pods.count, "not everyone is told")
    updates.forEach(check)

    var news = CriNews(), table = ContainerTable()
    for update in news.news(updates, whole: true) { table.observe(update) }
    promise(updates.allSatisfy { table[$0.id]?.state == .present }, "a container that was told is not there")
    if Set(updates.map(\.id)).count == updates.count { promise(news.news(updates, whole: true).isEmpty, "the same is news") }
    promise(news.news([], whole: true).count == Set(updates.map(\.id)).count, "not everyone is gone")
}

private func check(_ update: ContainerUpdate) {
    promise(1...128 ~= update.id.utf8.count && update.id.utf8.allSatisfy(\.isAlphanumeric), "id \(update.id)")
    promise([update.name, update.image].allSatisfy { $0.map { 1...1024 ~= $0.utf8.count } ?? true }, "a name that is none")
    promise(update.labels?.count ?? 0 <= 68 && update.addresses?.count ?? 0 <= 64, "more than there is room for")
    promise(update.labels?.allSatisfy { $0.key.utf8.count + $0.value.utf8.count <= 4096 } ?? true, "a label is too long")
}
