/// Which socket each descriptor of a process means. Only sockets are in it: -1 is anything else.
struct DescriptorTable {
    /// Processes and threads that share it.
    var users: Int32 = 0
    private var near: ContiguousArray<Int32> = []
    private var far: [Int64: Int32] = [:]

    /// Descriptors below it lie in an array.
    private static let nearest: Int64 = 4096
    /// Others, in one table.
    private static let mostFar = 65_536

    @inline(__always)
    subscript(descriptor: Int64) -> Int32 {
        if descriptor >= 0, descriptor < Int64(near.count) { return near[Int(descriptor)] }
        return far.isEmpty ? -1 : far[descriptor] ?? -1
    }

    /// Returns what was there before, and whether the new one found room.
    mutating func set(_ descriptor: Int64, _ socket: Int32) -> (before: Int32, isSet: Bool) {
        guard descriptor >= 0 else { return (-1, false) }
        let before = self[descriptor]
        if descriptor < Self.nearest {
            if Int(descriptor) >= near.count {
                if socket < 0 { return (before, true) }
                near.append(contentsOf: repeatElement(-1, count: Int(descriptor) + 1 - near.count))
            }
            near[Int(descriptor)] = socket
        } else if socket < 0 {
            far[descriptor] = nil
        } else {
            guard far[descriptor] != nil || far.count < Self.mostFar else { return (before, false) }
            far[descriptor] = socket
        }
        return (before, true)
    }

    /// Every socket, as often as descriptors mean it, in the order of the descriptors.
    var sockets: [Int32] { near.filter { $0 >= 0 } + far.sorted { $0.key < $1.key }.map(\.value) }

    /// Those between two descriptors, both included.
    func open(from first: Int64, through last: Int64) -> [Int64] {
        let below = near.indices.lazy.map(Int64.init).filter { $0 >= first && $0 <= last && near[Int($0)] >= 0 }
        return Array(below) + far.keys.filter { $0 >= first && $0 <= last }.sorted()
    }
}
