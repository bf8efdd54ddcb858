import Seeded
import Testing

@testable import Workloads

@Suite struct CriMessagesTests {
    static let container = message(
        .text(1, "c0ffee"), .text(2, "5a9d"), .message(3, message(.text(1, "web"), .number(2, 3))),
        .message(4, message(.text(1, "sha256:1234"), .text(18, "nginx:1.25"))), .text(5, "docker.io/library/nginx@sha256:5678"),
        .number(6, 1), .number(7, 1_700_000_000_000_000_000),
        .map(8, ["io.kubernetes.pod.name": "shop-0", "io.kubernetes.container.name": "web"]), .map(9, ["note": "not read"]),
        .text(10, "sha256:1234"))

    static let pod = message(
        .text(1, "5a9d"), .message(2, message(.text(1, "shop-0"), .text(2, "0b-1c"), .text(3, "prod"), .number(4, 0))),
        .number(3, 0), .number(4, 1), .map(5, ["app": "shop"]), .map(6, ["note": "not read"]), .text(7, "runc"))

    @Test("the version, and CRI-O under the name that cgroups give it", arguments: [
        ("containerd", "containerd"), ("cri-o", "crio"), ("CRI-O", "crio"), ("other-engine", "other-engine"),
    ])
    func version(_ name: String, _ runtime: String) throws {
        let answer = message(.text(1, "0.1.0"), .text(2, name), .text(3, "v1.7.2"), .text(4, "v1"))
        #expect(try CriMessages.version(answer) == CriVersion(runtime: runtime, engine: "v1.7.2", api: "v1"))
    }

    @Test("without a name that can be one, it is no version", arguments: ["", "two words", "a\u{1b}[2J", String(repeating: "x", count: 65)])
    func noVersion(_ name: String) {
        #expect(throws: CriError.badAnswer("Version: no name")) { try CriMessages.version(message(.text(2, name), .text(3, "1"))) }
    }

    @Test("only who suffers no harm is heard", arguments: [
        ("crio", "1.33.0", true), ("crio", "v2.0.1-dev", true), ("crio", "1.32.9", false), ("crio", "1.8.0", false), ("crio", "", false),
        ("crio", "33", false), ("containerd", "1.7.20", false), ("containerd", "v2.1.0", false), ("docker", "28.0.1", false),
    ])
    func hearing(_ runtime: String, _ engine: String, _ expected: Bool) {
        #expect(CriVersion(runtime: runtime, engine: engine).mayBeHeard == expected)
    }

    @Test("a container with all its fields")
    func containers() throws {
        let (containers, bad) = try CriMessages.containers(message(.message(1, Self.container)))
        let found = try #require(containers.first)
        #expect(bad == 0 && containers.count == 1)
        #expect((found.id, found.pod, found.name) == ("c0ffee", "5a9d", "web"))
        #expect((found.userImage, found.image) == ("nginx:1.25", "sha256:1234"))
        #expect(found.imageReference == "docker.io/library/nginx@sha256:5678")
        #expect(found.labels == ["io.kubernetes.pod.name": "shop-0", "io.kubernetes.container.name": "web"])
    }

    @Test("a pod with all its fields, ready or not")
    func pods() throws {
        let ended = message(.text(1, "5a9e"), .number(3, 1))
        let (pods, bad) = try CriMessages.pods(message(.message(1, Self.pod), .message(1, ended)))
        #expect(bad == 0 && pods.map(\.id) == ["5a9d", "5a9e"] && pods.map(\.isReady) == [true, false])
        #expect((pods[0].name, pods[0].uid, pods[0].namespace) == ("shop-0", "0b-1c", "prod"))
        #expect(pods[0].labels == ["app": "shop"])
    }

    @Test("a pod's addresses, without what is none")
    func addresses() throws {
        func status(_ network: [UInt8]) -> [UInt8] { message(.message(1, message(.text(1, "5a9d"), .message(5, network)))) }
        let both = message(.text(1, "10.0.0.7"), .message(2, message(.text(1, "fd00::7"))), .message(2, message(.text(1, "odd"))))
        #expect(try CriMessages.addresses(status(both)) == ["10.0.0.7", "fd00::7"])
        #expect(try CriMessages.addresses(status([])) == [])
        #expect(try CriMessages.addresses([]) == [])
    }
}

/// What others may send.
@Suite struct HostileCriTests {
    @Test("entries that cannot be read, or whose id is none, are left out and counted")
    func badEntries() throws {
        let answer = message(
            .message(1, message(.text(1, "../../etc"))), .message(1, []), .message(1, [0xff]), .message(1, CriMessagesTests.container),
            .message(1, message(.text(1, String(repeating: "a", count: 129)))), .number(1, 7), .text(2, "not an entry"))
        let (containers, bad) = try CriMessages.containers(answer)
        #expect(containers.map(\.id) == ["c0ffee"] && bad == 4)
    }

    @Test("more entries than there is room for are counted")
    func tooMany() throws {
        let entry = message(.message(1, message(.text(1, "a"))))
        let answer = [UInt8](repeatElement(entry, count: CriMessages.mostEntries + 5).joined())
        let (pods, bad) = try CriMessages.pods(answer)
        #expect(pods.count == CriMessages.mostEntries && bad == 5)
    }

    @Test("a thousand labels become some, and kinds that do not fit are as good as absent")
    func oddFields() throws {
        let many = Dictionary(uniqueKeysWithValues: (0..<5000).map { ("label\($0)", "x") })
        let container = message(.text(1, "a"), .map(8, many), .number(3, 1), .number(4, 2), .number(2, 9))
        let (containers, _) = try CriMessages.containers(message(.message(1, container)))
        #expect(containers[0].labels.count == 1024 && containers[0].pod.isEmpty && containers[0].name.isEmpty)
        #expect(CriListing(containers: containers).updates(runtime: "containerd")[0].labels?.count == 64)
    }

    @Test("answers cut at any byte, or changed at random, trap nothing")
    func cutAndChanged() {
        let answer = message(.message(1, CriMessagesTests.container), .message(1, CriMessagesTests.pod))
        func readAll(_ bytes: [UInt8]) {
            _ = try? CriMessages.version(bytes)
            _ = try? CriMessages.containers(bytes)
            _ = try? CriMessages.pods(bytes)
            _ = try? CriMessages.addresses(bytes)
        }
        for count in 0...answer.count { readAll(Array(answer.prefix(count))) }
        var random = SplitMix(state: 11)
        for _ in 0..<5000 {
            var bytes = answer
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            readAll(bytes)
        }
    }
}
