/// Some of a flow's connections, so that its two halves, seen on two hosts, find each other: each host keeps the same ones without
/// asking the other, those whose hashed tuples are lowest. With no more connections than `most` these are all of them.
public struct LinkSample: Hashable, Sendable {
    public struct Link: Hashable, Sendable {
        /// Of the connection's tuple as it is on the wire behind all translation; both hosts know the same.
        public var id: UInt64
        /// Requests that ended on it, and how long they took together at this end, nanoseconds.
        public var requests: UInt64
        public var time: UInt64

        public init(id: UInt64, requests: UInt64, time: UInt64) {
            self.id = id
            self.requests = requests
            self.time = time
        }
    }

    public static let most = 16

    /// Ascending ids, at most `most`.
    public private(set) var links: [Link] = []
    /// Links were left out.
    public private(set) var isCut = false

    public init() {}

    /// In any order; each id once.
    public init(_ links: [Link], isCut: Bool = false) {
        self.isCut = isCut
        for link in links { note(link) }
    }

    public var isEmpty: Bool { links.isEmpty }

    /// Notes requests on a connection. Cheap for one that is not of the sample.
    public mutating func note(_ link: Link) {
        if links.count == Self.most, let last = links.last, last.id < link.id {
            isCut = true
            return
        }
        var place = links.count
        while place > 0, links[place - 1].id >= link.id { place -= 1 }
        if place < links.count, links[place].id == link.id {
            links[place].requests = links[place].requests.addingSaturated(link.requests)
            links[place].time = links[place].time.addingSaturated(link.time)
            return
        }
        links.insert(link, at: place)
        if links.count > Self.most {
            links.removeLast()
            isCut = true
        }
    }

    /// What one sample of both would be, but for a link that one of them had to leave out.
    public mutating func merge(_ other: LinkSample) {
        isCut = isCut || other.isCut
        for link in other.links { note(link) }
    }
}
