/// Bytes between two slashes. Kernel paths are bytes; nothing here looks at Unicode.
typealias PathComponent = Substring.UTF8View

/// One place in a path, and the container found further out.
struct CgroupPosition {
    let components: [PathComponent]
    let index: Int
    let inside: ContainerMatch?

    var component: PathComponent { components[index] }
    var isWholePath: Bool { index == components.count - 1 }

    /// The component `steps` further out, unless it is part of the container found there: a container named `lxc` does not make
    /// its children LXC containers.
    func outer(_ steps: Int) -> PathComponent? {
        let place = index - steps
        return place > (inside?.end ?? -1) ? components[place] : nil
    }

    func outer(_ steps: Int, is name: String) -> Bool { outer(steps)?.equals(name) ?? false }
}

struct ContainerMatch {
    var identity: ContainerIdentity
    /// Index of the component that ends it.
    var end: Int
    /// Takes the place of the container found before.
    var continues = false
}

extension Substring.UTF8View {
    func equals(_ text: String) -> Bool { elementsEqual(text.utf8) }

    func after(_ prefix: String) -> Self? { starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil }

    func before(_ suffix: String) -> Self? {
        let length = suffix.utf8.count
        return count >= length && self.suffix(length).elementsEqual(suffix.utf8) ? dropLast(length) : nil
    }

    func isLowerHex(_ length: Int) -> Bool { count == length && allSatisfy(\.isLowerHex) }

    /// 8-4-4-4-12 lower-case hexadecimal digits.
    var isUUID: Bool {
        count == 36 && enumerated().allSatisfy { offset, byte in
            [8, 13, 18, 23].contains(offset) ? byte == UInt8(ascii: "-") : byte.isLowerHex
        }
    }

    var text: String { String(Substring(self)) }

    /// systemd writes a dash inside a name as `\x2d`.
    var unescapedText: String {
        var plain: [UInt8] = []
        var rest = self
        while let byte = rest.first {
            let dash = rest.after("\\x2d")
            plain.append(dash == nil ? byte : UInt8(ascii: "-"))
            rest = dash ?? rest.dropFirst()
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLowerHex: Bool { isDigit || (self >= UInt8(ascii: "a") && self <= UInt8(ascii: "f")) }
    var isLowerAlphanumeric: Bool { isDigit || (self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z")) }
    var isAlphanumeric: Bool { isLowerAlphanumeric || (self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")) }
}
