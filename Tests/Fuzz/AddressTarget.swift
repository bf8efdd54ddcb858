import Events
@testable import Conntrack
@testable import Workloads

extension Target {
    /// What a resolver answers, what the kernel tells of translated connections, and addresses as text: the first byte says which.
    static let address = Target(name: "address", seeds: addressSeeds) { bytes in
        var input = FuzzInput(bytes)
        switch input.byte() % 3 {
        case 0: checkAnswer(input.rest)
        case 1: checkTranslations(input.rest)
        default: checkText(String(decoding: input.rest, as: UTF8.self))
        }
    }

    private static let addressSeeds: [[UInt8]] = {
        var answer = DNSBuilder("www.Shop.example")
        let target = answer.alias("cdn.example", ttl: 20)
        for host in 1...3 as ClosedRange<UInt8> { answer.a((10, 0, 0, host), of: target) }
        var six = DNSBuilder("v6.example", kind: 28)
        six.record(kind: 28, data: [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9])
        let told = ToldConnection(.redirected())
        var echo = told
        (echo.number, echo.hasPorts) = (1, false)
        var end = NetlinkBuilder()
        end.message(3, [0, 0, 0, 0])
        let one = told.begun() + ToldConnection(.redirected(zone: 2, id: 9)).begun()
        let messages = [one + told.ended(), echo.begun() + end.bytes]
        let texts = ["10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1:0:0:1", "fe80::1%eth0", "1:2:3:4:5:6:1.2.3.4"]
        return [answer.bytes, six.bytes].map { [0] + $0 } + messages.map { [1] + $0 } + texts.map { [2] + Array($0.utf8) }
    }()
}

/// Names fit a terminal; a message that is cut has the first of the same addresses; each is found by the workload that was told.
private func checkAnswer(_ bytes: UnsafeRawBufferPointer) {
    inRing(bytes) { bytes in
        guard let message = DNSMessage(bytes) else { return }
        promise(1...253 ~= message.name.utf8.count && message.name.utf8.allSatisfy { 0x21...0x7e ~= $0 }, "name \(message.name)")
        let cut = inRing(bytes.prefix(bytes.count * 2 / 3)) { DNSMessage($0) }
        if let cut {
            promise(cut.name == message.name, "cut, it is another name")
            promise(Array(message.addresses.prefix(cut.addresses.count)) == cut.addresses, "cut, there are other addresses")
        }
        let (workload, now) = (WorkloadID(index: 2), MonotonicTime(nanoseconds: 1))
        var answers = DNSAnswers()
        promise(answers.observe(bytes, for: workload, at: now) == !message.addresses.isEmpty, "it is an answer, or not")
        for answer in message.addresses where !answer.address.isLoopback && !answer.address.isUnspecified {
            promise(answers.name(of: answer.address, for: workload, at: now) == message.name, "\(answer.address) is not found")
        }
    }
}

/// Whatever is told, the table keeps its limit and everything is counted; alone, a translated connection is found both ways.
private func checkTranslations(_ bytes: UnsafeRawBufferPointer) {
    inRing(bytes) { bytes in
        var (table, counters) = (TranslationTable(limit: 4), ConntrackCounters())
        _ = ConntrackReading.read(bytes, into: &table, &counters, at: MonotonicTime(nanoseconds: 0))
        promise(table.count <= 4, "\(table.count) of at most 4")
        promise(counters.messages + counters.bad <= bytes.count / 16 + 1, "\(counters) from \(bytes.count) bytes")
        table.expire(at: MonotonicTime(nanoseconds: .max))
        var messages = NetlinkMessages(bytes)
        while let message = messages.next() {
            if case .began(let told) = ConntrackMessage(message) { checkAlone(told) }
        }
    }
}

private func checkAlone(_ told: Translation) {
    var table = TranslationTable(limit: 1)
    table.begin(told)
    promise(table.count == (told.isTranslated ? 1 : 0), "translated, and not kept; or the other way round")
    let server = table.destination(client: told.original.source, dialled: told.original.destination, transport: told.transport)
    promise(server == (told.reply.source == told.original.destination ? nil : told.reply.source), "another server")
    let client = table.origin(server: told.reply.source, client: told.reply.destination, transport: told.transport)
    promise(client == (told.original.source == told.reply.destination ? nil : told.original.source), "another client")
    table.end(told, at: MonotonicTime(nanoseconds: 0))
    table.expire(at: MonotonicTime(nanoseconds: .max))
    promise(table.count == 0, "ended, and still there")
}

private func checkText(_ text: String) {
    guard let address = IPAddress(text: text) else { return }
    promise(IPAddress(text: address.description) == address, "\(text) is \(address), and that is another")
}
