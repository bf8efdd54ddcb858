// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let strictC: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror", "-Wno-c23-extensions"])]

let package = Package(
    name: "weir",
    products: [
        .executable(name: "weir", targets: ["weir"]),
        .executable(name: "weir-bench", targets: ["Benchmarks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    ],
    targets: [
        // The kernel's records: bpf/wire/events.h, for Swift.
        .target(name: "CEvents"),
        // libbpf behind a dozen functions. Linked statically, so that the binary runs on nodes without it.
        .target(
            name: "CCapture", dependencies: ["CEvents"],
            cSettings: strictC,
            linkerSettings: [.linkedLibrary(":libbpf.a"), .linkedLibrary(":libelf.a"), .linkedLibrary(":libz.a")]),
        // What a process may do, given up in all its threads.
        .target(name: "CPrivilege", cSettings: strictC),
        .target(name: "Privilege", dependencies: ["CPrivilege"], swiftSettings: strict),
        // A few variables of other processes' environments, read by a process that may do nothing else.
        .target(name: "CEnvironment", dependencies: ["CPrivilege"], cSettings: strictC),
        .target(name: "Events", dependencies: ["CEvents"], swiftSettings: strict),
        .target(name: "Capture", dependencies: ["CCapture", "Events"], swiftSettings: strict),
        .target(name: "Traffic", dependencies: ["Events"], swiftSettings: strict),
        .target(
            name: "Workloads",
            dependencies: [
                "Events", "JSON", "Protobuf",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        // The translated connections of this host, from the kernel's connection tracking.
        .target(name: "CConntrack", cSettings: strictC),
        .target(name: "Conntrack", dependencies: ["CConntrack", "Events"], swiftSettings: strict),
        // Clusters: what masters, agents and schedulers of Mesos say.
        .target(
            name: "Mesos",
            dependencies: [
                "Events", "JSON", "Workloads",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "_CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(name: "Terminal", swiftSettings: strict),
        // The screen of `weir top`, without where its graphs come from.
        .target(name: "Top", dependencies: ["Events", "Terminal", "Traffic"], swiftSettings: strict),
        // The part of YAML that configurations are written in.
        .target(name: "Settings", swiftSettings: strict),
        // zlib, for captures that are gzip.
        .systemLibrary(name: "CZlib"),
        .target(name: "Gzip", dependencies: ["CZlib"], swiftSettings: strict, linkerSettings: [.linkedLibrary(":libz.a")]),
        .target(
            name: "Recording", dependencies: ["CEvents", "CZlib", "Events"], swiftSettings: strict,
            linkerSettings: [.linkedLibrary(":libz.a")]),
        // One reader of JSON for all that others write, one of protobuf's wire format and one writer of it.
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "Protobuf", swiftSettings: strict),
        .target(name: "Export", dependencies: ["Events", "JSON", "Terminal", "Traffic", "Workloads"], swiftSettings: strict),
        // Views of hosts: from their APIs, or from a store of metrics.
        .target(
            name: "TopologySources",
            dependencies: [
                "Events", "Export", "JSON", "Traffic", "Workloads",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        // What hosts, containers and processes use.
        .target(name: "Resources", swiftSettings: strict),
        .target(
            name: "Metrics",
            dependencies: [
                "Events", "Gzip", "Protobuf", "Traffic", "Workloads", "Export",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        // The page's files, inside the binary.
        .target(name: "CWebAssets", cSettings: strictC),
        .target(
            name: "Web",
            dependencies: [
                "CWebAssets", "CZlib", "Events", "Gzip",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Page"], swiftSettings: strict, linkerSettings: [.linkedLibrary(":libz.a")]),
        .executableTarget(
            name: "weir",
            dependencies: [
                "Capture", "CEnvironment", "Conntrack", "Events", "Traffic", "Workloads", "Mesos", "Settings", "Terminal", "Export", "Privilege", "Recording",
                "Metrics", "Resources", "Top", "TopologySources", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "Benchmarks", dependencies: ["Events", "Traffic", "CEvents"], swiftSettings: strict),
        .testTarget(name: "EventsTests", dependencies: ["Events", "CEvents", "Seeded"], swiftSettings: strict),
        .testTarget(name: "CaptureTests", dependencies: ["Capture"], swiftSettings: strict),
        .testTarget(name: "TrafficTests", dependencies: ["Traffic", "Seeded"], swiftSettings: strict),
        .testTarget(
            name: "WorkloadsTests", dependencies: ["Workloads", "Seeded", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .target(name: "Seeded", path: "Tests/Seeded", swiftSettings: strict),
        .testTarget(
            name: "CriTests",
            dependencies: [
                "Workloads", "Events", "Protobuf", "Seeded",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(name: "AddressTests", dependencies: ["Workloads", "Events", "Seeded"], swiftSettings: strict),
        .executableTarget(
            name: "ConntrackProbe", dependencies: ["Conntrack", "Events", "Privilege"], path: "Tests/ConntrackTests/Probe",
            swiftSettings: strict),
        .testTarget(
            name: "ConntrackTests", dependencies: ["CConntrack", "Conntrack", "ConntrackProbe", "Events", "Seeded"], exclude: ["Probe"],
            swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(name: "ProtobufTests", dependencies: ["Protobuf", "Seeded"], swiftSettings: strict),
        .testTarget(name: "MesosTests", dependencies: ["JSON", "Mesos", "Workloads", "Events"], swiftSettings: strict),
        // A cluster of Mesos on loopback, for tests: it is no mock of HTTP, only of what is behind it.
        .executableTarget(
            name: "FakeCluster",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "_CryptoExtras", package: "swift-crypto"),
            ],
            path: "Tests/FakeCluster", swiftSettings: strict),
        .testTarget(
            name: "MesosFollowingTests",
            dependencies: [
                "Mesos", "Workloads", "FakeCluster",
                .product(name: "_CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ExportTests", dependencies: ["Export", "Events", "Traffic", "Workloads", "Terminal", "Seeded"], swiftSettings: strict),
        .testTarget(
            name: "TopologySourcesTests",
            dependencies: [
                "TopologySources", "Export", "Events", "Traffic",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(name: "ResourcesTests", dependencies: ["Resources", "Seeded"], swiftSettings: strict),
        .testTarget(name: "SettingsTests", dependencies: ["Settings"], swiftSettings: strict),
        .testTarget(
            name: "MetricsTests",
            dependencies: [
                "CZlib", "Metrics", "Events", "Traffic", "Workloads", "Export", "Seeded",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "CWebAssets", "CZlib", "Seeded",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(name: "TopDemo", dependencies: ["Events", "Top", "Traffic"], path: "Tests/TopTests/Demo", swiftSettings: strict),
        .executableTarget(name: "TopProbe", dependencies: ["Terminal", "Top", "TopDemo"], path: "Tests/TopTests/Probe", swiftSettings: strict),
        .target(name: "CPseudoTerminal", path: "Tests/TopTests/CPseudoTerminal", cSettings: strictC),
        .testTarget(
            name: "TopTests", dependencies: ["CPseudoTerminal", "Events", "Seeded", "Terminal", "Top", "TopDemo", "TopProbe", "Traffic"],
            exclude: ["CPseudoTerminal", "Demo", "Probe"], swiftSettings: strict),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
        .testTarget(name: "RecordingTests", dependencies: ["Recording", "Events", "CEvents", "CZlib", "Seeded"], swiftSettings: strict),
        .target(name: "CAttempts", path: "Tests/PrivilegeProbe/CAttempts", cSettings: strictC),
        .executableTarget(
            name: "PrivilegeProbe", dependencies: ["Privilege", "CAttempts"], path: "Tests/PrivilegeProbe/Probe", swiftSettings: strict),
        .testTarget(name: "PrivilegeTests", dependencies: ["Privilege", "PrivilegeProbe"], swiftSettings: strict),
        // From outside: it runs the program that users run.
        .testTarget(name: "KernelTests", swiftSettings: strict),
    ]
)
