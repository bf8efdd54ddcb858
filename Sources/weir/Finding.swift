import Export
import Terminal

/// One capability of a host.
struct Finding {
    enum State: String { case ok, degraded, no }

    var name: String
    var state: State
    /// What it means that it is so.
    var meaning: String
    /// What to do about it, when it is not ok.
    var remedy: String?
    /// `weir live` cannot do without.
    var isRequired = false

    func text(_ style: Style) -> String {
        let role: TextRole = state == .ok ? .normal : state == .no && isRequired ? .error : .warning
        var text = "\(style.show(Text.padded(state.rawValue, to: 8), as: role))  \(Text.padded(name, to: 26))  \(meaning)\n"
        if let remedy, state != .ok { text += String(repeating: " ", count: 38) + "→ \(remedy)\n" }
        return text
    }

    var json: String {
        var line = JSONLine(type: "capability")
        line.add("name", name)
        line.add("state", state.rawValue)
        line.add("ok", state == .ok)
        line.add("required", isRequired)
        line.add("meaning", meaning)
        if state != .ok { line.add("remedy", remedy) }
        return line.line
    }
}
