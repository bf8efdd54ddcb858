// Kinds that older writers used, beside those that we write: which version of what a block is.
extension ScapBlock {
    static func isMachine(_ kind: UInt32) -> Bool { kind == machine || kind == 0x8002_ABCD }

    /// 1 to 9; `nil`: not a list of threads.
    static func processVersion(_ kind: UInt32) -> Int? {
        switch kind {
        case 0x202, 0x8000_ABCD: 1
        case 0x207, 0x8013_ABCD: 2
        case 0x209, 0x8014_ABCD: 3
        case 0x210: 4
        case 0x211: 5
        case 0x212: 6
        case 0x213: 7
        case 0x214: 8
        case processes: 9
        default: nil
        }
    }

    /// 1 or 2; `nil`: not a list of descriptors.
    static func descriptorVersion(_ kind: UInt32) -> Int? {
        switch kind {
        case 0x203, 0x8001_ABCD: 1
        case descriptors: 2
        default: nil
        }
    }

    /// 1 or 2; `nil`: not a list of interfaces.
    static func interfaceVersion(_ kind: UInt32) -> Int? {
        switch kind {
        case 0x205, 0x8011_ABCD: 1
        case interfaces: 2
        default: nil
        }
    }

    /// 1 or 2; `nil`: not a list of users.
    static func userVersion(_ kind: UInt32) -> Int? {
        switch kind {
        case 0x206, 0x8012_ABCD: 1
        case users: 2
        default: nil
        }
    }

    /// `isV1`: the event does not tell its number of parameters. `hasFlags`: flags stand between processor and event. `nil`: no event.
    @inline(__always)
    static func eventShape(_ kind: UInt32) -> (isV1: Bool, hasFlags: Bool)? {
        switch kind {
        case event, largeEvent: (false, false)
        case flaggedEvent, largeFlaggedEvent: (false, true)
        case 0x204, 0x8010_ABCD: (true, false)
        case 0x208: (true, true)
        default: nil
        }
    }
}
