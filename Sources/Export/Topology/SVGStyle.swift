import Terminal

/// How a picture looks, in light and dark.
enum SVGStyle {
    static let legend = "width: requests a second · red: share of failures · dashed: seen from one end, or partial · "
        + "dotted: older than the capture · grey: stale"

    static let text = """
        <style>
        text{font:13px system-ui,sans-serif;fill:#1b1f27}
        .soft,.label{font-size:12px;fill:#59616f}
        .head{font-weight:600}
        .label{text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
        .paper{fill:#fff}
        .frame{fill:#f5f7fa;stroke:#c3cad5}
        .node rect{fill:#fff;stroke:#59616f}
        .app rect{stroke-width:1.8}
        .external rect{stroke-dasharray:2 3}
        .edge path{fill:none;stroke:#6b7f9e}
        .edge .error{stroke:#c4312b}
        .partial path{stroke-dasharray:7 4}
        .older path{stroke-dasharray:2 4}
        .stale path,.stale rect,.frame.stale{stroke:#b9bec7}
        .stale text{fill:#9aa1ac}
        #arrow path{fill:#6b7f9e}
        @media (prefers-color-scheme:dark){
        text{fill:#e4e7ec}
        .soft,.label{fill:#a3abb8}
        .label{stroke:#14171c}
        .paper{fill:#14171c}
        .frame{fill:#1b1f26;stroke:#3d4551}
        .node rect{fill:#20252d;stroke:#8b94a3}
        .edge path{stroke:#7f93b3}
        .edge .error{stroke:#ff6b63}
        .stale path,.stale rect,.frame.stale{stroke:#4a515c}
        .stale text{fill:#6f7784}
        #arrow path{fill:#7f93b3}
        }
        </style>
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" \
        orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>
        """
}

enum XML {
    /// For text and quoted attributes. Nothing is left that XML 1.0 forbids.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Text.printable(String($0)) }
        for scalar in lines.joined(separator: "\n").unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
