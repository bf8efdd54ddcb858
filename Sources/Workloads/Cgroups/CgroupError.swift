/// Why a cgroup that the user asked for cannot be had.
public enum CgroupError: Error, Hashable, Sendable {
    /// A file that says which hierarchies there are cannot be read.
    case unreadable(path: String, errno: Int32)
    /// No cgroup file system is mounted, says this file.
    case noneMounted(mountinfo: String)
    /// No such cgroup. `searched` are the directories where it would be.
    case unknown(path: String, searched: [String])
    /// It exists only in a hierarchy that has a name and no controller, which kernel programs cannot see.
    case invisible(path: String, hierarchy: String)
}

extension CgroupError: CustomStringConvertible {
    /// What failed, why, what to try: one line for the user.
    public var description: String {
        switch self {
        case .unreadable(let path, let errno):
            "cannot read \(path) (\(HostFiles.message(errno))): is /proc mounted?"
        case .noneMounted(let mountinfo):
            "no cgroup file system is mounted (\(mountinfo)): mount cgroup2, or choose by process or port instead"
        case .unknown(let path, let searched):
            "no cgroup \(path): looked for \(searched.joined(separator: ", "))"
        case .invisible(let path, let hierarchy):
            "cgroup \(path) is only in the hierarchy \(hierarchy), which has no controller and is invisible to kernel programs: "
                + "name the same group in cgroup2 or under a controller"
        }
    }
}
