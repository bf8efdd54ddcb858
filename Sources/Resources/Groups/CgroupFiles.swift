/// The files of one group in all hierarchies in which it may be.
final class CgroupFiles {
    private struct Slot {
        /// nil where no hierarchy has it.
        var path: FilePath?
        var file = KernelFile()
    }

    private let reader: FileReader
    private var slots: [Slot]

    init(_ group: GroupPaths, mounts: CgroupMounts, reader: FileReader) {
        self.reader = reader
        slots = GroupFile.allCases.map { file in
            let directory = Self.directory(of: group, controller: file.controller, mounts)
            return Slot(path: directory.map { FilePath(directory: $0.mount, place: $0.place, name: file.name) })
        }
    }

    deinit { for file in slots.indices { reader.release(&slots[file].file) } }

    /// Valid until anything else is read; nil when there is no such file. An absent one is looked for only `ifAbsent`.
    func text(of file: GroupFile, ifAbsent: Bool) -> UnsafeRawBufferPointer? {
        guard let path = slots[file.rawValue].path, ifAbsent || !slots[file.rawValue].file.isAbsent else { return nil }
        return reader.text(of: &slots[file.rawValue].file, at: path, keeping: file.isHot ? .open : .no, isIdentified: file.isCounter)
    }

    /// Of a file that was read.
    func identity(of file: GroupFile) -> FileIdentity? { slots[file.rawValue].file.identity }

    /// Where its members may be listed, in the order of trust; some may not exist.
    static func memberDirectories(of group: GroupPaths, mounts: CgroupMounts) -> [(directory: String, isV2: Bool)] {
        let unified = directory(of: group, controller: nil, mounts).map { ($0.mount + $0.place, true) }
        let others = ["pids", "memory", "cpuacct", "cpu", "freezer", "name=systemd"].compactMap { directory(of: group, controller: $0, mounts) }
        return ([unified] + others.map { ($0.mount + $0.place, false) }).compactMap(\.self)
    }

    private static func directory(of group: GroupPaths, controller: String?, _ mounts: CgroupMounts) -> (mount: String, place: String)? {
        let (mount, path) = controller.map { (mounts.v1[$0], group.v1) } ?? (mounts.v2, group.v2)
        guard let mount, let path, let place = mount.place(of: path) else { return nil }
        return (mount.directory, place)
    }
}
