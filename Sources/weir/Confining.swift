import Privilege

extension Privilege {
    /// Everything runs: from here on nothing is needed but reading. After `preferThisThread`, which takes a capability.
    static func confineCapture() throws(Failure) {
        do throws(PrivilegeError) {
            let confinement = try confine(keeping: PrivilegeFacts.current().neededWhileCapturing)
            if !confinement.systemCalls.isFiltered { Console.say("weir: \(confinement.systemCalls)") }
        } catch {
            throw Failure(message: "cannot give up the privileges that a running capture does not need: \(error)")
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
