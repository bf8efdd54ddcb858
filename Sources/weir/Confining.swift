import Privilege

extension Privilege {
    /// Everything runs: from here on nothing is needed but reading. What cannot be given up is said, and no reason to end.
    static func confineCapture() {
        do throws(PrivilegeError) {
            let confinement = try confine(keeping: PrivilegeFacts.current().neededWhileCapturing)
            if !confinement.systemCalls.isFiltered { Console.say("weir: \(confinement.systemCalls)") }
        } catch {
            Console.say("weir: privileges that are no longer needed could not all be given up: \(error)")
        }
    }
}

extension Finding {
    init(_ finding: PrivilegeFinding) {
        let state: State =
            switch finding.state {
            case .ok: .ok
            case .degraded: .degraded
            case .no: .no
            }
        self.init(name: finding.name, state: state, meaning: finding.meaning, remedy: finding.remedy, isRequired: finding.isRequired)
    }
}
