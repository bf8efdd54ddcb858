import Testing

/// What weir promises, held against a real kernel: programs whose traffic is known to the byte run in cgroups of these tests, under
/// the weir that is shipped. They load programs and make cgroups, so few run at a time, as root, and only where
/// WEIR_KERNEL_TESTS=1 asks for them. Asked for, whatever is missing here fails them.
@Suite("Kernel", .serialized, .enabled(if: Lab.isOn, "needs root: set WEIR_KERNEL_TESTS=1"))
enum KernelTests {}
