/// What a piece of text means. Only what asks for attention has a colour.
public enum TextRole: Sendable {
    case normal
    /// Red.
    case error
    /// Yellow: loss, partial data.
    case warning
}

/// Whether roles are shown by colour.
public struct Style: Sendable, Equatable {
    public var hasColour: Bool

    public static let plain = Style(hasColour: false)
    public static let coloured = Style(hasColour: true)

    public init(hasColour: Bool) { self.hasColour = hasColour }

    /// Colour only on a terminal, and not when `NO_COLOR` is set to anything but nothing.
    public init(isTerminal: Bool, environment: [String: String]) {
        hasColour = isTerminal && environment["NO_COLOR", default: ""].isEmpty
    }

    /// The printable form of a text, in the colour of its role (SGR 31 and 33) and back to the default after it.
    public func show(_ text: String, as role: TextRole) -> String {
        let text = Text.printable(text)
        return switch role {
        case .error where hasColour: "\u{1b}[31m\(text)\u{1b}[0m"
        case .warning where hasColour: "\u{1b}[33m\(text)\u{1b}[0m"
        default: text
        }
    }
}
