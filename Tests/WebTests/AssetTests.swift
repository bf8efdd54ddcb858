import NIOCore
import Testing
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

@testable import Web

@Suite struct AssetTests {
    private static let page = "\(#filePath)".split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources/Web/Page"

    private func files() throws -> [String] {
        let folder = try #require(opendir(Self.page))
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    @Test("the program has exactly the files of the page, byte by byte")
    func table() throws {
        let assets = Assets()
        #expect(assets.names.filter { $0 != SystemD3.name } == (try files()))
        for name in try files() {
            let response = try #require(assets.response(to: request("/assets/\(name)")))
            #expect(response.status == 200 && Array(response.body.readableBytesView) == SystemD3.content(Self.page + "/" + name), "\(name)")
        }
    }

    private func request(_ path: String, _ headers: RequestHead.Header...) throws -> WebRequest {
        var head = try RequestHead([Array("GET \(path) HTTP/1.0".utf8)[...]], WebLimits())
        head.headers = headers
        return WebRequest(path: path, query: [], head: head)
    }

    @Test("types are what browsers insist on", arguments: [
        ("html", "text/html; charset=utf-8"), ("css", "text/css; charset=utf-8"), ("js", "text/javascript; charset=utf-8"),
    ])
    func types(_ ending: String, _ type: String) throws {
        for name in Assets().names where name.hasSuffix("." + ending) {
            let response = try #require(Assets().response(to: request("/assets/\(name)")))
            #expect(response.headers.contains { $0 == ("Content-Type", type) })
        }
    }

    @Test("a browser that has a file is told to keep it")
    func notModified() async throws {
        try await Lab.run { lab in
            let first = try await lab.get("/assets/\(SystemD3.name)", "Accept-Encoding: gzip")
            guard first.status == 200 else { return #expect(first.text.contains("Install node-d3")) }
            let tag = try #require(first.header("ETag"))
            #expect(first.header("Content-Encoding") == "gzip" && first.header("Cache-Control") == "no-cache")
            for known in [tag, "\"x\", \(tag)", "*"] {
                let again = try await lab.get("/assets/\(SystemD3.name)", "If-None-Match: \(known)")
                #expect(again.status == 304 && again.body.isEmpty && again.header("ETag") == tag && again.header("Content-Length") == nil)
            }
            #expect(try await lab.get("/assets/\(SystemD3.name)", "If-None-Match: \"x\"").status == 200)
            #expect(lab.server.counters.redirected == 3)
            try await lab.isUnharmed()
        }
    }

    @Test("without d3 in the program it comes from the system; where that has none, the page says so in words")
    func d3() async throws {
        try await withFolder { folder in
            write("d3 = 1", to: folder + "/d3.min.js")
            let there = Assets(SystemD3(paths: ["/nowhere", folder + "/d3.min.js"]), without: SystemD3.name)
            let script = try #require(try there.response(to: request("/assets/d3.min.js")))
            #expect(script.status == 200 && String(buffer: script.body) == "d3 = 1")
            #expect(try there.response(to: request("/"))?.status == 200)
            let gone = Assets(SystemD3(paths: ["/nowhere", folder]), without: SystemD3.name)
            #expect(try gone.response(to: request("/assets/d3.min.js"))?.status == 404)
        }
        let none = Assets(SystemD3(paths: ["/nowhere"]), without: SystemD3.name)
        let page = try #require(try none.response(to: request("/")))
        #expect(page.status == 503 && String(buffer: page.body).contains("Install node-d3"))
        #expect(try none.response(to: request("/assets/d3.min.js"))?.status == 404)
    }

    @Test("what is not in the table is not there", arguments: ["", "x", "index.html/", "../WebServer.swift", "Index.html", "etc/passwd"])
    func none(_ name: String) throws {
        #expect(try Assets().response(to: request("/assets/\(name)"))?.status == 404)
    }
}
