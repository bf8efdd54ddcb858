import Seeded
import Testing

@testable import Workloads

private let box = String(repeating: "d00d", count: 16)

/// A piece many times over, so that a test's name stays short.
struct Repeated: Sendable, CustomTestStringConvertible {
    let piece: String
    let count: Int

    init(_ piece: String, _ count: Int) {
        self.piece = piece
        self.count = count
    }

    var text: String { String(repeating: piece, count: count) }
    var testDescription: String { "\(piece.debugDescription) × \(count)" }
}

@Suite struct DockerMessagesTests {
    @Test("a listing gives name, image, labels and addresses")
    func listing() throws {
        let json = """
            [{"Id":"\(box)","Names":["/press","/alias"],"Image":"nginx:1","Labels":{"tier":"front"},"State":"running","SizeRw":1.5,
              "NetworkSettings":{"Networks":{"b":{"IPAddress":"10.0.0.9","GlobalIPv6Address":"fd00::9"},"a":{"IPAddress":"10.0.0.8"},
              "host":{"IPAddress":""},"odd":null}}}]
            """
        let (updates, bad) = try DockerMessages.containers(Array(json.utf8), runtime: "docker")
        let expected = ContainerUpdate(
            id: box, runtime: "docker", name: "press", image: "nginx:1", labels: ["tier": "front"],
            addresses: ["10.0.0.8", "10.0.0.9", "fd00::9"], networks: ["a": ["10.0.0.8"], "b": ["10.0.0.9", "fd00::9"]])
        #expect(updates == [expected])
        #expect(bad == 0)
    }

    @Test("one bad entry of a listing spoils no other and is counted")
    func badEntries() throws {
        let json = #"[{"Id":7},null,{"Id":"../../etc"},{"Id":"abc","Names":null,"Labels":null},[[]],{"Id":"abd","Labels":{"a":1}}]"#
        let (updates, bad) = try DockerMessages.containers(Array(json.utf8), runtime: "podman")
        #expect(updates.map(\.id) == ["abc"])
        #expect(updates[0].name == nil)
        #expect(bad == 5)
    }

    @Test("an event carries name, image and labels, and nothing of itself among the labels")
    func event() throws {
        let json = """
            {"status":"rename","Type":"container","Action":"rename","time":9,"Actor":{"ID":"\(box)","Attributes":
            {"name":"new","oldName":"/old","image":"nginx:1","tier":"front","exitCode":"0"}}}
            """
        let event = try #require(try DockerMessages.event(Array(json.utf8), runtime: "docker"))
        #expect(event.update == ContainerUpdate(id: box, runtime: "docker", name: "new", image: "nginx:1", labels: ["tier": "front"]))
        #expect(event.wantsListing)
    }

    @Test("other events are passed over", arguments: [
        #"{"Type":"network","Action":"create","Actor":{"ID":"abc"}}"#,
        #"{"Type":"container","Action":"exec_start: sh","Actor":{"ID":"abc"}}"#,
        #"{"Type":"container","Action":"create","Actor":{"ID":""}}"#, #"{"Type":"container","Action":"create","Actor":{"ID":"a/b"}}"#,
    ])
    func otherEvents(_ json: String) throws {
        #expect(try DockerMessages.event(Array(json.utf8), runtime: "docker") == nil)
    }

    @Test("a destroyed container is removed, by name")
    func destroy() throws {
        let json = #"{"Type":"container","Action":"destroy","Actor":{"ID":"abc","Attributes":{"name":"press"}}}"#
        let event = try #require(try DockerMessages.event(Array(json.utf8), runtime: "docker"))
        #expect(event.update.state == .removed)
        #expect(event.update.name == "press")
    }

    @Test("what is not Docker's JSON is an error, however it is built", arguments: [
        Repeated("", 1), Repeated("{", 1), Repeated("null", 1), Repeated("7", 1), Repeated("[", 1), Repeated(#"{"Id":"abc"}"#, 1),
        Repeated("\u{0}", 1), Repeated("[", 1_000_000), Repeated(#"{"a":"#, 300_000), Repeated("[9", 500_000),
    ])
    func hostile(_ repeated: Repeated) {
        let json = repeated.text
        #expect(throws: DockerError.self) { try DockerMessages.containers(Array(json.utf8), runtime: "docker") }
        #expect(throws: DockerError.self) { try DockerMessages.event(Array(json.utf8), runtime: "docker") }
        #expect(throws: DockerError.self) { try DockerMessages.version(Array(json.utf8)) }
    }

    @Test("random bytes never crash the reader", arguments: [17, 19, 23] as [UInt64])
    func randomBytes(seed: UInt64) {
        var random = SplitMix(state: seed)
        let pieces = ["{", "}", "[", "]", ",", ":", "\"", "Id", "Actor", "\\u", "\\", "1e999", "null", "\"Id\":\"abc\"", " ", "\u{301}"]
        for _ in 0..<2000 {
            var json = (0..<random.below(40)).flatMap { _ in Array(pieces[random.below(pieces.count)].utf8) }
            if random.below(2) == 0 { json.append(UInt8.random(in: 0...255, using: &random)) }
            _ = try? DockerMessages.containers(json, runtime: "docker")
            _ = try? DockerMessages.event(json, runtime: "docker")
        }
    }

    @Test("of too many labels the first by key are kept, and huge ones never")
    func manyLabels() {
        let many = Dictionary(uniqueKeysWithValues: (1000..<1100).map { ("k\($0)", "v") })
        #expect(DockerMessages.bounded(many).keys.sorted() == (1000..<1064).map { "k\($0)" })
        #expect(DockerMessages.bounded(["a": "b", "huge": String(repeating: "x", count: 5000)]) == ["a": "b"])
    }
}

@Suite struct LineAssemblerTests {
    @Test("lines come out whole, however the bytes are cut", arguments: 1...7)
    func anyCut(size: Int) {
        let bytes = Array("one\n\ntwo\nthree".utf8)
        var assembler = LineAssembler(limit: 100)
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = bytes[start..<min(start + size, bytes.count)]
            lines += assembler.append(piece).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(lines == ["one", "two"])
        #expect(assembler.dropped == 0)
    }

    @Test("a line over the limit is dropped and counted once; the next one is whole")
    func tooLong() {
        var assembler = LineAssembler(limit: 4)
        let lines = assembler.append(Array("1234\n12345\n123456789012345\n12\n".utf8))
        #expect(lines.map { String(decoding: $0, as: UTF8.self) } == ["1234", "12"])
        #expect(assembler.dropped == 2)
    }
}
