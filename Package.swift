// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the house: a module with one purpose, and the rooms whose doors it may use.
func room(_ path: String, uses rooms: [Target.Dependency] = []) -> Target {
  .target(name: roomName(path), dependencies: rooms, path: "Sources/\(path)", swiftSettings: strict)
}

/// A room's tests stand in the folder of the same name under Tests.
func tests(
  _ path: String, uses rooms: [Target.Dependency] = [], exclude data: [String] = []
) -> Target {
  let name = roomName(path)
  return .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + rooms, path: "Tests/\(path)",
    exclude: data, swiftSettings: strict)
}

func roomName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let toolbox: [Target] = [
  .systemLibrary(
    name: "CMark", path: "Sources/Toolbox/CMark", pkgConfig: "libcmark",
    providers: [.apt(["libcmark-dev"])]),
  .systemLibrary(name: "CMalloc", path: "Sources/Toolbox/CMalloc"),
  .systemLibrary(
    name: "CNettle", path: "Sources/Toolbox/CNettle", pkgConfig: "nettle",
    providers: [.apt(["nettle-dev"])]),
  room("Toolbox/Diagnostics"),
  room("Toolbox/SafeHTML"),
  .target(name: "CMarkArena", path: "Sources/Toolbox/CMarkArena"),
  room("Toolbox/Markdown", uses: ["CMark", "CMarkArena"]),
  room("Toolbox/Mustache", uses: ["Diagnostics", "SafeHTML"]),
  room("Toolbox/Files"),
  room("Toolbox/Fingerprints", uses: ["CNettle"]),
]

let pipeline: [Target] = [
  room(
    "Pipeline/Content",
    uses: ["Diagnostics", "Files", "Fingerprints", "Markdown", "Mustache", yams]),
  room(
    "Pipeline/Forum", uses: ["Content", "Diagnostics", "Fingerprints", "Markdown"]),
  room(
    "Pipeline/Pages",
    uses: ["Content", "Diagnostics", "Fingerprints", "Forum", "Markdown", "Mustache", "SafeHTML"]),
  room(
    "Pipeline/Search",
    uses: ["Content", "Diagnostics", "Files", "Fingerprints", "Forum"]),
  room("Pipeline/Publishing", uses: ["Files", "Fingerprints"]),
]

let program: [Target] = [
  room("Program/Deployment", uses: ["Files"]),
  room(
    "Program/Build",
    uses: [
      "Content", "Deployment", "Diagnostics", "Files", "Fingerprints", "Forum", "Pages",
      "Publishing", "Search",
    ]),
  .executableTarget(
    name: "forumgen",
    dependencies: [
      "Build", "CMalloc", "Content", "Diagnostics",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ], path: "Sources/Program/forumgen", swiftSettings: strict),
]

/// What the tests of several rooms need.
let testSupport: [Target] = [
  .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict)
]

let toolboxTests: [Target] = [
  tests("Toolbox/Diagnostics"),
  tests("Toolbox/SafeHTML"),
  tests(
    "Toolbox/Markdown", uses: ["CMark", "CMarkArena", "TestSupport"], exclude: ["commonmark-spec"]),
  tests(
    "Toolbox/Mustache", uses: ["Diagnostics", "SafeHTML", "TestSupport"],
    exclude: ["mustache-spec"]),
  tests("Toolbox/Files", uses: ["TestSupport"]),
  tests("Toolbox/Fingerprints"),
]

let pipelineTests: [Target] = [
  tests("Pipeline/Content", uses: ["Diagnostics", "Files", "TestSupport"]),
  tests("Pipeline/Forum", uses: ["Content", "Diagnostics", "Markdown", "TestSupport"]),
  tests(
    "Pipeline/Pages",
    uses: ["Build", "Content", "Diagnostics", "Forum", "Mustache", "TestSupport"],
    exclude: ["languages"]),
  tests(
    "Pipeline/Search",
    uses: [
      "Build", "Content", "Diagnostics", "Files", "Fingerprints", "Forum", "Markdown", "Mustache",
      "Pages", "TestSupport",
    ], exclude: ["words.json"]),
  tests("Pipeline/Publishing", uses: ["Files", "Fingerprints", "TestSupport"]),
]

let programTests: [Target] = [
  tests("Program/Deployment", uses: ["Files", "TestSupport"]),
  tests("Program/Build", uses: ["Content", "Diagnostics", "Forum"]),
  // The command is tested as a process: the executable stands beside the tests' bundle.
  .testTarget(
    name: "forumgenTests", dependencies: ["forumgen", "TestSupport"],
    path: "Tests/Program/forumgen", swiftSettings: strict),
]

let package = Package(
  name: "forumgen",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: toolbox + pipeline + program + testSupport + toolboxTests + pipelineTests + programTests
)
