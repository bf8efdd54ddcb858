import Foundation
import Seeded
import Testing

@testable import Recording

/// Blocks of all sizes, so that they begin, end and lie across chunks in every way.
@Suite struct BlockInputTests {
    private struct Block: Equatable {
        var kind: UInt32
        var body: [UInt8]
    }

    private func block(_ kind: UInt32, bytes: Int, _ random: inout SplitMix) -> Block {
        Block(kind: kind, body: (0..<bytes / 4).flatMap { _ in littleEndian(UInt32(truncatingIfNeeded: random.next())) })
    }

    /// The first is a section, since a stream begins with one.
    private func blocks(_ random: inout SplitMix) -> [Block] {
        let sizes = [Chunk.headroom, Chunk.size, Chunk.headroom + Chunk.size, 1 << 20]
        var blocks = [block(ScapBlock.section, bytes: 16, &random)]
        for _ in 0..<150 {
            let isLarge = random.below(20) == 0
            let size = isLarge ? sizes[random.below(4)] + random.below(64) - 32 : random.below(random.below(4) == 0 ? 40_000 : 200)
            blocks.append(block(0x7fff_0000, bytes: size & ~3, &random))
        }
        return blocks
    }

    private func bytes(_ blocks: [Block]) -> [UInt8] {
        blocks.flatMap { block in
            let total = littleEndian(UInt32(block.body.count + ScapBlock.frame))
            return littleEndian(block.kind) + total + block.body + total
        }
    }

    private func read(_ path: String) throws -> [Block] {
        let input = try BlockInput(path: path)
        var blocks: [Block] = []
        while let (kind, body) = try input.next() { blocks.append(Block(kind: kind, body: Array(body))) }
        return blocks
    }

    @Test(arguments: 0..<4) func blocksComeOutOfAFileAsTheyWentIn(seed: UInt64) {
        var random = SplitMix(state: seed)
        let expected = blocks(&random)
        TemporaryCapture.with(bytes(expected)) { path in #expect((try? read(path)) == expected) }
    }

    @Test func aPipeThatBringsPiecesOfAnySizeReadsAsAFileDoes() throws {
        var random = SplitMix(state: 7)
        let expected = blocks(&random), all = bytes(expected)
        let pipe = Pipe()
        Thread.detachNewThread { [writer = pipe.fileHandleForWriting, random] in
            var pieces = random
            var rest = all[...]
            while !rest.isEmpty {
                let piece = rest.prefix(1 + pieces.below(70_000))
                try? writer.write(contentsOf: Data(piece))
                rest = rest.dropFirst(piece.count)
            }
            try? writer.close()
        }
        #expect(try read("/proc/self/fd/\(pipe.fileHandleForReading.fileDescriptor)") == expected)
    }

    @Test(arguments: [0, 5, 20, 33]) func whoWaitsForAPipeThatBringsNothingCanStop(bytes count: Int) throws {
        var random = SplitMix(state: 11)
        let pipe = Pipe(), bytes = bytes(blocks(&random))
        try pipe.fileHandleForWriting.write(contentsOf: Data(bytes.prefix(count)))
        var asked = 0
        let input = try BlockInput(path: "/proc/self/fd/\(pipe.fileHandleForReading.fileDescriptor)") {
            asked += 1
            return asked > 1
        }
        while try input.next() != nil {}
        #expect(input.isStopped && asked == 2)
    }

    /// The thread that reads ahead has the file open until it ends.
    @Test func whoStopsEarlyLeavesNothingOpen() throws {
        var random = SplitMix(state: 9)
        let all = bytes(blocks(&random))
        TemporaryCapture.with(all) { path in
            for _ in 0..<50 { #expect((try? BlockInput(path: path).next())??.kind == ScapBlock.section) }
            let end = Date.now.addingTimeInterval(10)
            while opened(path) > 1, Date.now < end { usleep(1000) }
            #expect(opened(path) == 1)
        }
    }

    /// Descriptors of this process that mean the file.
    private func opened(_ path: String) -> Int {
        let files = FileManager.default
        let target = try? files.destinationOfSymbolicLink(atPath: path)
        let all = (try? files.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return all.count { (try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == target }
    }
}
