import Foundation
import NIOCore
import Seeded
import Testing

@testable import Workloads

@Suite struct CriProbeTests {
    private static let version = message(.text(2, "containerd"), .text(3, "1.7.2"), .text(4, "v1"))
    private static let expected = CriVersion(runtime: "containerd", engine: "1.7.2", api: "v1")

    private func probe(_ reply: FakeCri.Reply) async throws -> Result<CriVersion, CriError> {
        let engine = try await FakeCri { _ in reply }
        let result = await CriEngine.probe(engine.socket)
        await engine.stop()
        return result
    }

    @Test("the version, in frames of any size", arguments: [1, 3, 1000])
    func pieces(_ size: Int) async throws {
        let frame = GRPCFrames.frame(Self.version)
        let pieces = stride(from: 0, to: frame.count, by: size).map { Array(frame[$0...].prefix(size)) }
        #expect(try await probe(FakeCri.Reply(data: pieces, trailers: ["grpc-status": "0"])) == .success(Self.expected))
    }

    @Test("what the server says of the end of a call", arguments: [
        (FakeCri.Reply.failure(12, "unknown service"), CriError.unimplemented("Version")),
        (.failure(14, "not\u{1b}[2J ready"), .badAnswer("Version: status 14: not[2J ready")),
        (.failure(0), .badAnswer("Version: no answer")),
        (FakeCri.Reply(data: [GRPCFrames.frame(version)], trailers: ["grpc-status": "2"]), .badAnswer("Version: status 2: ")),
        (FakeCri.Reply(data: [GRPCFrames.frame(version)], trailers: ["x": "y"]), .badAnswer("Version: no status")),
        (FakeCri.Reply(data: [GRPCFrames.frame(version)], trailers: ["grpc-status": "fine"]), .badAnswer("Version: no status")),
        (FakeCri.Reply(headers: [":status": "404"], trailers: ["x": "y"]), .badAnswer("Version: HTTP status 404")),
    ])
    func statuses(_ reply: FakeCri.Reply, _ error: CriError) async throws {
        #expect(try await probe(reply) == .failure(error))
    }

    @Test("a message that is too large, compressed, cut off or none", arguments: [
        ([0, 0xff, 0xff, 0xff, 0xff], CriError.badAnswer("Version: too large")), ([1, 0, 0, 0, 0], .badAnswer("Version: compressed")),
        ([0, 0, 0, 0, 9, 1], .badAnswer("Version: cut off")), ([0, 0, 0, 0, 1, 0xff], .badAnswer("Version: not its message")),
        ([0, 0, 0, 0, 0], .badAnswer("Version: no name")),
    ] as [([UInt8], CriError)])
    func messages(_ data: [UInt8], _ error: CriError) async throws {
        #expect(try await probe(FakeCri.Reply(data: [data], trailers: ["grpc-status": "0"])) == .failure(error))
    }

    @Test("no socket, no listener and a path too long are different errors")
    func noServer() async throws {
        let missing = freshSocket()
        #expect(await CriEngine.probe(missing) == .failure(.noSocket(path: missing)))
        let deaf = freshSocket()
        try bindWithoutListening(to: deaf)
        #expect(await CriEngine.probe(deaf) == .failure(.refused(path: deaf, errno: ECONNREFUSED)))
        unlink(deaf)
        guard case .failure(.badAnswer) = await CriEngine.probe("/tmp/" + String(repeating: "x", count: 200)) else {
            Issue.record("not a bad answer")
            return
        }
    }

    private func bindWithoutListening(to path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        try SocketAddress(unixDomainSocketPath: path).withSockAddr { address, length in
            #expect(bind(descriptor, address, socklen_t(length)) == 0)
        }
    }

    @Test("no answer in time is an error of its own, and so is one that goes on and on", arguments: [
        FakeCri.Reply.silence, FakeCri.Reply(), FakeCri.Reply(data: [[0, 0, 0]]), FakeCri.Reply(data: [GRPCFrames.frame(version)]),
    ])
    func tooLate(_ reply: FakeCri.Reply) async throws {
        let engine = try await FakeCri { _ in reply }
        await #expect(throws: CriError.timedOut("Version")) {
            try await CriClient.connected(to: engine.socket, patience: .milliseconds(100)) { client throws(CriError) in
                try await client.version()
            }
        }
        await engine.stop()
    }
}

@Suite struct StrangerTests {
    @Test("what is not HTTP/2 is a bad answer, and does not take its time", arguments: [
        "", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "garbage\r\n\r\n", String(repeating: "\0", count: 10_000),
        String(repeating: "\u{7f}", count: 100_000),
    ])
    func strangers(_ text: String) async throws {
        let stranger = try await FakeStranger(Array(text.utf8), closes: text.isEmpty)
        let begin = ContinuousClock.now
        guard case .failure(.badAnswer) = await CriEngine.probe(stranger.socket) else {
            Issue.record("not a bad answer")
            return
        }
        #expect(ContinuousClock.now - begin < .seconds(5))
        await stranger.stop()
    }

    @Test("frames of HTTP/2 with anything in them end in an error, soon")
    func garbageFrames() async throws {
        var random = SplitMix(state: 3)
        for _ in 0..<50 {
            // SETTINGS, as every server begins with; then a frame of any type, flags and stream.
            var bytes: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
            let length = UInt8(random.below(40))
            bytes += [0, 0, length, UInt8(random.below(10)), UInt8(random.below(256)), 0, 0, 0, UInt8(random.below(3))]
            for _ in 0..<length { bytes.append(UInt8(random.below(256))) }
            let stranger = try await FakeStranger(bytes, closes: false)
            await #expect(throws: CriError.self, "\(bytes)") {
                try await CriClient.connected(to: stranger.socket, patience: .milliseconds(50)) { client throws(CriError) in
                    try await client.version()
                }
            }
            await stranger.stop()
        }
    }
}
