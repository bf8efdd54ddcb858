/// What the replay does with an event type, and where in it the values lie that matter.
///
/// Source: the parameters of falcosecurity/libs, driver/event_table.c.
struct ReplayShape {
    enum Action: UInt8 {
        case pass
        /// First halves: they hold the descriptor.
        case enter, enterPeer, enterTwo
        case send, receive
        case sendfile, splice
        case socket, socketpair, connect, accept, close, closeRange, duplicate, control, option
        /// Gives a descriptor that is no socket.
        case otherDescriptor, otherPair
        case clone, execute, end
        case container
        case mesos
    }

    var action: Action = .pass
    var result: Int8 = 0
    /// -1: only the first half has it.
    var descriptor: Int8 = -1
    var data: Int8 = -1
    var tuple: Int8 = -1

    /// By event type; what is not here passes.
    static let table: ContiguousArray<ReplayShape> = {
        var table = ContiguousArray(repeating: ReplayShape(), count: 512)
        for type in [6, 8, 112, 114, 116, 118, 120, 122, 28, 32, 34, 52, 4, 124, 366, 362, 364] {
            table[type].action = .enter
        }
        for type in [22, 30, 48] { table[type].action = .enterPeer }
        for type in [150, 166, 188] { table[type].action = .enterTwo }
        for type in [18, 42] { table[type].action = .enterTwo }
        table[7] = ReplayShape(action: .receive, descriptor: 2, data: 1)
        table[113] = ReplayShape(action: .receive, descriptor: 2, data: 1)
        table[117] = ReplayShape(action: .receive, descriptor: 3, data: 2)
        table[121] = ReplayShape(action: .receive, descriptor: 3, data: 2)
        table[33] = ReplayShape(action: .receive, descriptor: 2, data: 1, tuple: 4)
        table[35] = ReplayShape(action: .receive, descriptor: 3, data: 1, tuple: 2)
        table[53] = ReplayShape(action: .receive, descriptor: 5, data: 2, tuple: 3)
        table[55] = ReplayShape(action: .receive, descriptor: 1, data: 3, tuple: 4)
        table[9] = ReplayShape(action: .send, descriptor: 2, data: 1)
        table[115] = ReplayShape(action: .send, descriptor: 2, data: 1)
        table[119] = ReplayShape(action: .send, descriptor: 2, data: 1)
        table[123] = ReplayShape(action: .send, descriptor: 2, data: 1)
        table[29] = ReplayShape(action: .send, descriptor: 2, data: 1, tuple: 4)
        table[31] = ReplayShape(action: .send, descriptor: 2, data: 1, tuple: 4)
        table[49] = ReplayShape(action: .send, descriptor: 2, data: 1, tuple: 4)
        table[51] = ReplayShape(action: .send, descriptor: 1, data: 3, tuple: 4)
        table[189] = ReplayShape(action: .sendfile, descriptor: 2)
        table[167] = ReplayShape(action: .splice, descriptor: 1)
        table[19] = ReplayShape(action: .socket)
        table[43] = ReplayShape(action: .socketpair)
        table[23] = ReplayShape(action: .connect, descriptor: 2, tuple: 1)
        for type in [27, 57, 247, 249, 389] { table[type] = ReplayShape(action: .accept, tuple: 1) }
        table[5] = ReplayShape(action: .close, descriptor: 1)
        table[451] = ReplayShape(action: .closeRange)
        table[125] = ReplayShape(action: .duplicate)
        table[367] = ReplayShape(action: .duplicate, descriptor: 1)
        table[363] = ReplayShape(action: .duplicate, descriptor: 1)
        table[365] = ReplayShape(action: .duplicate, descriptor: 1)
        table[151] = ReplayShape(action: .control, descriptor: 1)
        table[47] = ReplayShape(action: .option, descriptor: 1)
        for type in [3, 59, 63, 103, 127, 137, 139, 307, 327, 337, 375, 377, 395, 397, 399, 405] {
            table[type].action = .otherDescriptor
        }
        for type in [61, 393] { table[type].action = .otherPair }
        for type in [15, 157, 183, 185, 217, 219, 221, 223, 225, 227, 335] { table[type].action = .clone }
        for type in [13, 155, 173, 215, 231, 283, 289, 293, 331] { table[type].action = .execute }
        for type in [16, 186] { table[type].action = .end }
        for type in [272, 324] { table[type].action = .container }
        table[270].action = .mesos
        return table
    }()
}
