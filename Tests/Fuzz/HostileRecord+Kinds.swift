import CEvents

// Records of other kinds: whole ones, and those of which a fuzzer chooses the fields.
extension HostileRecord {
    static func process(kind: UInt16) -> [UInt8] {
        var wire = weir_process()
        wire.header.kind = kind
        (wire.process, wire.parent, wire.cgroup_v2, wire.arguments_length) = (100, 1, 5, 9)
        return withUnsafeBytes(of: wire) { Array($0) } + Array("sh\0-c\0ls\0".utf8)
    }

    static func cgroup(kind: UInt16) -> [UInt8] {
        var wire = weir_cgroup()
        wire.header.kind = kind
        (wire.id, wire.parent, wire.path_length) = (5, 1, 15)
        return withUnsafeBytes(of: wire) { Array($0) } + Array("/docker/abcdef0".utf8)
    }

    static var call: [UInt8] {
        var wire = weir_call()
        wire.header.kind = UInt16(WEIR_CALL)
        (wire.number, wire.descriptor, wire.inode, wire.transport, wire.payload_length) = (44, 3, 77, UInt8(WEIR_TCP), 5)
        return withUnsafeBytes(of: wire) { Array($0) } + Array("hello".utf8)
    }

    static func process(_ input: inout FuzzInput) -> [UInt8] {
        let what = input.byte()
        var wire = weir_process()
        wire.header.kind = UInt16(what & 1 != 0 ? WEIR_EXIT : what & 128 != 0 ? WEIR_FORK : WEIR_EXEC)
        (wire.process, wire.cgroup_v2, wire.cgroup_v1) = (UInt32(what >> 1 & 3), UInt64(what >> 3 & 7), UInt64(what >> 6 & 1))
        wire.started = input.number()
        let arguments = Array(input.bytes(Int(input.byte())))
        wire.arguments_length = UInt32(arguments.count)
        return withUnsafeBytes(of: wire) { Array($0) } + arguments
    }

    static func cgroup(_ input: inout FuzzInput) -> [UInt8] {
        let what = input.byte()
        var wire = weir_cgroup()
        wire.header.kind = UInt16(what & 1 != 0 ? WEIR_CGROUP_RMDIR : WEIR_CGROUP_MKDIR)
        (wire.id, wire.hierarchy) = (UInt64(what >> 1 & 7), UInt32(what >> 4 & 1))
        let path = what >> 5 < 4 ? Array(HostilePath.any(what >> 5).utf8) : Array(input.bytes(Int(input.byte())))
        wire.path_length = UInt32(path.count)
        return withUnsafeBytes(of: wire) { Array($0) } + path
    }
}
