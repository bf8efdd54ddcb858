import Events

@testable import Recording

/// Writes again what it reads: the newest blocks, the same content.
struct Rewriter: ScapVisitor {
    let writer = ScapWriter()
    private var threads: [ScapThread] = []
    private var descriptors: [(thread: UInt64, descriptor: ScapDescriptor)] = []
    private var interfaces: [ScapInterface] = []
    private var accounts: [ScapAccount] = []
    private var hasTables = false

    mutating func section() {
        writer.section()
        (threads, descriptors, interfaces, accounts, hasTables) = ([], [], [], [], false)
    }

    mutating func machine(_ machine: ScapMachine) { writer.machine(machine) }
    mutating func interface(_ interface: ScapInterface) { interfaces.append(interface) }
    mutating func account(_ account: ScapAccount) { accounts.append(account) }
    mutating func thread(_ thread: ScapThreadEntry) { threads.append(thread.decoded) }
    mutating func descriptor(_ descriptor: ScapDescriptorEntry, of thread: UInt64) { descriptors.append((thread, descriptor.decoded)) }

    mutating func event(_ event: ScapEvent) -> Bool {
        if !hasTables { writeTables() }
        writer.beginEvent(
            event.type, .init(time: event.time, thread: event.thread, processor: event.processor, isHidden: event.isHidden), count: event.count)
        for index in 0..<event.count { writer.put(event[index]) }
        writer.endEvent()
        return true
    }

    private mutating func writeTables() {
        hasTables = true
        writer.interfaces(interfaces)
        writer.accounts(accounts)
        writer.threads(threads)
        var begin = 0
        while begin < descriptors.count {
            let thread = descriptors[begin].thread
            let end = descriptors[begin...].firstIndex { $0.thread != thread } ?? descriptors.count
            writer.descriptors(descriptors[begin..<end].map(\.descriptor), of: thread)
            begin = end
        }
    }
}
