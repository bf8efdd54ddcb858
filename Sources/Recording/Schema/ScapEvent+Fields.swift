extension ScapEvent {
    /// `read`; `type 500` when the schema does not know it.
    public var name: String { ScapSchema.type(type)?.name ?? "type \(type)" }

    /// The parameters that are here, in order; absent ones (without a byte) are left out. Those that the schema does not know are
    /// `parameterN`, N from 0.
    ///
    /// At most `mostFields` are told: an event has no more, whatever it says. None of an event that is not sound.
    public func fields() -> [(name: String, value: ScapValue)] {
        guard isSound else { return [] }
        let schema = ScapSchema.type(type)
        let known = schema?.parameters ?? []
        var fields: [(name: String, value: ScapValue)] = []
        for index in 0..<min(count, Self.mostFields) {
            let value = self[index]
            guard !value.isEmpty else { continue }
            if index < known.count {
                fields.append((known[index].name, known[index].kind.value(value, isResult: index == 0 && schema?.isExit == true)))
            } else {
                fields.append(("parameter\(index)", .bytes(Array(value))))
            }
        }
        return fields
    }

    /// Twice what the largest type has.
    static let mostFields = 64
}
