/// What is kept of a document, in bytes or entries: whoever writes it may be anybody.
enum Limits {
    /// A name, an address, a URL: cut.
    static let text = 4096
    /// Longer ids are none: cut ones would be another's.
    static let id = 1024
    /// Of one task, agent or app; each with its key within `text`.
    static let labels = 64
    /// Of one task.
    static let ports = 64
    static let addresses = 64
}
