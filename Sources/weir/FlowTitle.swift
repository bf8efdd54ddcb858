import Export
import Terminal
import Traffic

extension FlowKey {
    /// `shop/web (nginx) → redis :6379`: from who connected to who accepted. Where that is too long, the programs in parentheses go
    /// first; what is still too long is for the caller to cut.
    func title(_ naming: Naming, room: Int, mark: String = "") -> String {
        let service = naming.service(self)
        let title = "\(naming.title(client: self)) → \(naming.title(server: self))\(mark) \(service)"
        if Text.width(title) <= room { return title }
        return "\(naming.name(client: self)) → \(naming.name(server: self))\(mark) \(service)"
    }
}
