import Testing

@testable import Workloads

@Suite struct GRPCFramesTests {
    @Test("the same messages, in pieces of any size", arguments: 1...12)
    func pieces(_ size: Int) throws {
        let messages: [[UInt8]] = [[1, 2, 3], [], [4], Array(5...20)]
        let stream = messages.flatMap(GRPCFrames.frame)
        var frames = GRPCFrames(limit: 16)
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: size) { found += try frames.append(stream[start...].prefix(size)) }
        #expect(found == messages)
        #expect(!frames.isInside)
    }

    @Test("a length is known before its message has come: what is too large takes no memory")
    func tooLarge() throws {
        var frames = GRPCFrames(limit: 16)
        #expect(throws: GRPCFrameError.tooLarge) { try frames.append([0, 0, 0, 0, 17]) }
        var largest = GRPCFrames(limit: 32 << 20)
        #expect(throws: GRPCFrameError.tooLarge) { try largest.append([0, 0xff, 0xff, 0xff, 0xff]) }
    }

    @Test("compressed messages are refused, and one that has begun is known")
    func odd() throws {
        var frames = GRPCFrames(limit: 16)
        #expect(try frames.append([0, 0, 0]).isEmpty)
        #expect(frames.isInside)
        var compressed = GRPCFrames(limit: 16)
        #expect(throws: GRPCFrameError.compressed) { try compressed.append([1, 0, 0, 0, 0]) }
    }
}
