import CWebAssets
import CZlib
import NIOCore

/// The page's files, from inside the program; d3 from the system where it was not there at build time.
struct Assets: Sendable {
    static let prefix = "/assets/"

    private struct Asset: Sendable {
        var type: String
        /// In the table that was compiled in.
        var index: Int
        var tag: String
    }

    private let assets: [String: Asset]
    private let system: SystemD3

    /// Without `left`: what a program is that was built without it.
    init(_ system: SystemD3 = SystemD3(), without left: String? = nil) {
        self.system = system
        var assets: [String: Asset] = [:]
        for index in 0..<weir_asset_count() {
            let asset = weir_asset_at(index).pointee
            let name = String(cString: asset.name)
            guard name != left else { continue }
            assets[name] = Asset(
                type: String(cString: asset.type), index: index, tag: Self.tag(of: Self.bytes(index)))
        }
        self.assets = assets
    }

    var names: [String] { assets.keys.sorted() }

    /// nil: it is for the content to answer.
    func response(to request: WebRequest) -> Response? {
        if request.path == "/" {
            guard assets[SystemD3.name] != nil || system.isPresent else { return Response(status: 503, SystemD3.absence) }
            return response("index.html", request)
        }
        guard request.path.hasPrefix(Self.prefix) else { return nil }
        return response(String(request.path.dropFirst(Self.prefix.count)), request)
    }

    private func response(_ name: String, _ request: WebRequest) -> Response {
        if let asset = assets[name] {
            return response(asset.type, asset.tag, request) { ByteBuffer(bytes: Self.bytes(asset.index)) }
        }
        guard name == SystemD3.name else { return Response(status: 404, "the page has no file of this name") }
        guard let bytes = system.content() else { return Response(status: 404, SystemD3.absence) }
        let tag = bytes.withUnsafeBytes { Self.tag(of: $0) }
        return response("text/javascript; charset=utf-8", tag, request) { ByteBuffer(bytes: bytes) }
    }

    /// A browser keeps the file and asks each time whether it is still the same: a new weir has a new page.
    private func response(_ type: String, _ tag: String, _ request: WebRequest, _ body: () -> ByteBuffer) -> Response {
        let headers = [("ETag", tag), ("Cache-Control", "no-cache")]
        let known = (request.header("If-None-Match") ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
        guard !known.contains(tag), !known.contains("*") else { return .notModified(headers) }
        return Response(type: type, body(), headers: headers)
    }

    private static func bytes(_ index: Int) -> UnsafeRawBufferPointer {
        let asset = weir_asset_at(index).pointee
        return UnsafeRawBufferPointer(start: asset.bytes, count: asset.size)
    }

    /// Weak: the compressed bytes have it too.
    private static func tag(of bytes: UnsafeRawBufferPointer) -> String {
        let sum = crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        return "W/\"\(String(sum, radix: 16))-\(bytes.count)\""
    }
}
