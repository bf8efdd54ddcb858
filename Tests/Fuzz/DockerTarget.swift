@testable import Workloads

extension Target {
    /// What Docker answers: lines cut anywhere, and any text in place of its JSON.
    static let docker = Target(name: "docker", texts: answers) { bytes in
        checkLines(bytes)
        checkAnswers(Array(bytes))
    }

    private static let answers = [
        #"{"Version":"28.2.2","ApiVersion":"1.50"}"#,
        #"""
        [{"Id":"c0ffee","Names":["/a","/b"],"Image":"nginx:1","Labels":{"com.docker.compose.project":"p","com.docker.compose.service":"s"},
        "NetworkSettings":{"Networks":{"b":{"IPAddress":"10.0.0.9","GlobalIPv6Address":"fd00::9"},"odd":null}}}]
        """#,
        #"[{"Id":7},null,{"Id":"../../etc"},{"Id":"abc","Names":null,"Labels":null},[[]],{"Id":"abd","Labels":{"a":1}}]"#,
        #"""
        {"Type":"container","Action":"start","Actor":{"ID":"c0ffee","Attributes":{"name":"new","image":"nginx:1","tier":"front","exitCode":"0"}}}
        """#,
        #"{"Type":"container","Action":"destroy","Actor":{"ID":"c0ffee"}}"#, #"[{"Id":""},{"Id":"a","Names":["/"]}]"#,
        #"""
        {"Action":"rename","Actor":{"ID":"a","Attributes":
        {"name":"\ud83d\ude00\u0000","io.kubernetes.pod.name":"p","io.kubernetes.container.name":"c"}}}
        """#,
        "\u{3}one\ntwo\n\nthree and more than sixteen bytes\nfour\n", "[[[[[[[[", #"{"a":{"a":{"a":"#,
    ]
}

/// The same lines, however they arrive; what is too long is left out and counted.
private func checkLines(_ bytes: UnsafeRawBufferPointer) {
    let limit = 16
    var input = FuzzInput(bytes)
    let step = Int(input.byte()) + 1
    var (whole, pieces) = (LineAssembler(limit: limit), LineAssembler(limit: limit))
    let text = input.rest
    let lines = whole.append(text)
    var same: [[UInt8]] = []
    while !input.isEmpty { same += pieces.append(input.bytes(step)) }
    promise(lines == same && whole.dropped == pieces.dropped, "other lines in pieces of \(step)")
    let ended = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    promise(lines == ended.filter { !$0.isEmpty && $0.count <= limit }.map(Array.init), "other lines than there are")
    promise(whole.dropped == ended.count { $0.count > limit }, "\(whole.dropped) lines were too long")
}

private func checkAnswers(_ json: [UInt8]) {
    _ = try? DockerMessages.version(json)
    var table = ContainerTable()
    let listed = try? DockerMessages.containers(json, runtime: "docker")
    let event = (try? DockerMessages.event(json, runtime: "docker")) ?? nil
    for update in (listed?.updates ?? []) + [event?.update].compactMap(\.self) {
        check(update)
        table.observe(update)
        promise(table[update.id]?.id == update.id, "a container that was told is not there")
    }
}

private func check(_ update: ContainerUpdate) {
    promise(1...128 ~= update.id.utf8.count && update.id.utf8.allSatisfy(\.isAlphanumeric), "id \(update.id)")
    promise(update.name != "", "an empty name")
    promise(update.labels?.count ?? 0 <= 64 && update.addresses?.count ?? 0 <= 64, "more than there is room for")
    promise(update.labels?.allSatisfy { $0.key.utf8.count + $0.value.utf8.count <= 4096 } ?? true, "a label is too long")
}
