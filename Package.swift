// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module with one purpose, and the modules that it may import.
func module(_ path: String, uses modules: [Target.Dependency] = []) -> Target {
  .target(
    name: moduleName(path), dependencies: modules, path: "Sources/\(path)", swiftSettings: strict)
}

/// The tests of a module. They are in the folder of the same name under Tests.
func tests(
  _ path: String, uses modules: [Target.Dependency] = [], exclude data: [String] = []
) -> Target {
  let name = moduleName(path)
  return .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + modules, path: "Tests/\(path)",
    exclude: data, swiftSettings: strict)
}

func moduleName(_ path: String) -> String {
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
  module("Toolbox/Diagnostics"),
  module("Toolbox/SafeHTML"),
  .target(name: "CMarkArena", path: "Sources/Toolbox/CMarkArena"),
  module("Toolbox/Markdown", uses: ["CMark", "CMarkArena"]),
  module("Toolbox/Mustache", uses: ["Diagnostics", "SafeHTML"]),
  module("Toolbox/Files"),
  module("Toolbox/Fingerprints", uses: ["CNettle"]),
  module("Toolbox/TextMatching"),
  module("Toolbox/Words"),
  module("Toolbox/YAML", uses: ["Diagnostics", yams]),
]

let pipeline: [Target] = [
  module("Pipeline/Content", uses: ["Diagnostics", "Files", "Fingerprints", "Markdown", "YAML"]),
  module(
    "Pipeline/Survey", uses: ["Content", "Diagnostics", "Files", "Fingerprints", "Markdown"]),
  module(
    "Pipeline/Theme",
    uses: [
      "Content", "Diagnostics", "Files", "Fingerprints", "Markdown", "Mustache", "SafeHTML", "YAML",
    ]),
  module("Pipeline/Localisation", uses: ["Content", "Diagnostics", "Mustache", "Theme"]),
  module(
    "Pipeline/Forum",
    uses: ["Content", "Diagnostics", "Fingerprints", "Markdown", "Survey", "TextMatching"]),
  module(
    "Pipeline/Pages",
    uses: [
      "Content", "Diagnostics", "Fingerprints", "Forum", "Localisation", "Markdown", "Mustache",
      "SafeHTML", "Survey", "Theme",
    ]),
  module(
    "Pipeline/Search",
    uses: ["Content", "Diagnostics", "Files", "Fingerprints", "Forum", "Survey", "Words"]),
  module("Pipeline/Publishing", uses: ["Files", "Fingerprints"]),
]

let program: [Target] = [
  module("Program/Deployment", uses: ["Files"]),
  module(
    "Program/SiteBuilder",
    uses: [
      "Content", "Deployment", "Diagnostics", "Files", "Fingerprints", "Forum", "Pages",
      "Publishing", "Search", "Survey", "Theme",
    ]),
  .executableTarget(
    name: "forumgen",
    dependencies: [
      "CMalloc", "Content", "Diagnostics", "SiteBuilder",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ], path: "Sources/Program/forumgen", swiftSettings: strict),
]

/// Helpers that several test targets use.
let testSupport: [Target] = [
  .target(name: "TestSupport", path: "Tests/Support/TestSupport", swiftSettings: strict),
  .target(
    name: "PipelineFixtures", dependencies: ["Content", "Diagnostics", "TestSupport", "Theme"],
    path: "Tests/Support/PipelineFixtures", exclude: ["languages"], swiftSettings: strict),
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
  tests("Toolbox/TextMatching", uses: ["TestSupport"]),
  tests("Toolbox/Words", uses: ["TestSupport"], exclude: ["words.json"]),
  tests("Toolbox/YAML", uses: ["Diagnostics", "TestSupport"]),
]

let pipelineTests: [Target] = [
  tests("Pipeline/Content", uses: ["Diagnostics", "Files", "PipelineFixtures", "TestSupport"]),
  tests(
    "Pipeline/Survey",
    uses: ["Content", "Diagnostics", "Files", "PipelineFixtures", "TestSupport"]),
  tests("Pipeline/Theme", uses: ["Content", "Diagnostics", "PipelineFixtures"]),
  tests("Pipeline/Localisation", uses: ["Content", "PipelineFixtures", "Theme"]),
  tests(
    "Pipeline/Forum",
    uses: ["Content", "Diagnostics", "Markdown", "PipelineFixtures", "Survey", "TestSupport"]),
  tests(
    "Pipeline/Pages",
    uses: [
      "Content", "Diagnostics", "Forum", "Localisation", "Mustache", "PipelineFixtures",
      "SiteBuilder", "Survey", "TestSupport", "Theme",
    ]),
  tests(
    "Pipeline/Search",
    uses: [
      "Content", "Diagnostics", "Files", "Fingerprints", "Forum", "Markdown", "Mustache", "Pages",
      "PipelineFixtures", "SiteBuilder", "Survey", "TestSupport", "Theme", "Words",
    ]),
  tests("Pipeline/Publishing", uses: ["Files", "Fingerprints", "TestSupport"]),
]

let programTests: [Target] = [
  tests("Program/Deployment", uses: ["Files", "TestSupport"]),
  tests("Program/SiteBuilder", uses: ["Content", "Diagnostics", "Forum"]),
  // The command is tested as a process: the executable is in the same folder as the test bundle.
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
