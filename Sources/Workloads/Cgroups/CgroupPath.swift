/// Arithmetic on paths, by whole components.
enum CgroupPath {
    /// One leading slash, none at the end, none doubled.
    static func clean(_ path: String) -> String {
        let components = path[...].utf8.split(separator: UInt8(ascii: "/"))
        return "/" + components.map(\.text).filter { $0 != "." }.joined(separator: "/")
    }

    /// What follows `ancestor`, with its leading slash; `/` when they are the same, nil when `path` lies elsewhere.
    static func remainder(of path: String, below ancestor: String) -> String? {
        if ancestor.isEmpty || ancestor == "/" { return path }
        guard path.utf8.starts(with: ancestor.utf8) else { return nil }
        let rest = path.utf8.dropFirst(ancestor.utf8.count)
        if rest.isEmpty { return "/" }
        return rest.first == UInt8(ascii: "/") ? String(Substring(rest)) : nil
    }

    /// `/` is its own parent.
    static func parent(of path: String) -> String {
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.utf8.startIndex
        return end == path.utf8.startIndex ? "/" : String(path[..<end])
    }

    /// `path` begins with a slash.
    static func join(_ root: String, _ path: String) -> String {
        if root.isEmpty || root == "/" { return path }
        return path == "/" ? root : root + path
    }
}
