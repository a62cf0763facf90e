// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// A separate package, so that forumgen does not depend on swift-mustache. The modules are compiled
// from forumgen's own sources, to which Sources/ has symbolic links. forumgen's engine has another
// module name here, because swift-mustache's module is named Mustache, too.
let package = Package(
  name: "mustache-benchmark",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1")
  ],
  targets: [
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "SafeHTML", swiftSettings: strict),
    .target(
      name: "ForumgenMustache", dependencies: ["Diagnostics", "SafeHTML"],
      path: "Sources/Mustache", swiftSettings: strict),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Diagnostics", "ForumgenMustache", "SafeHTML",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
  ]
)
