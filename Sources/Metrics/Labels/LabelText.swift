/// Label values as they leave: of bounded length, without anything that breaks a line or turns it around.
enum LabelText {
    static let longest = 200

    /// At most `longest` bytes, cut between scalars. Controls, line ends and marks that change direction become U+FFFD.
    static func safe(_ text: String) -> String {
        if text.utf8.count <= longest, text.utf8.allSatisfy({ 0x20...0x7e ~= $0 }) { return text }
        var safe = String.UnicodeScalarView()
        var left = longest
        for scalar in text.unicodeScalars {
            let scalar = scalar.isHarmless ? scalar : "\u{fffd}"
            left -= UTF8.width(scalar)
            if left < 0 { break }
            safe.append(scalar)
        }
        return String(safe)
    }

    /// Names of labels: small letters, digits and underscores, no digit first, not the two that mean something to Prometheus.
    static func safeName(_ name: String) -> String {
        var safe = ""
        for scalar in name.lowercased().unicodeScalars.prefix(longest) {
            let isLetter = "a"..."z" ~= scalar || scalar == "_"
            let isDigit = "0"..."9" ~= scalar
            if safe.isEmpty, isDigit { safe = "_" }
            safe.unicodeScalars.append(isLetter || isDigit ? scalar : "_")
        }
        return safe.isEmpty || safe == "le" || safe == "quantile" || safe.hasPrefix("__") ? "label_" + safe : safe
    }

    /// `name="value"`, escaped as both text formats want it.
    static func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        bytes += name.utf8
        bytes += #"=""#.utf8
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension Unicode.Scalar {
    fileprivate var isHarmless: Bool {
        switch value {
        case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x61c: false
        default: true
        }
    }
}
