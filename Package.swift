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
func tests(_ path: String, uses rooms: [Target.Dependency] = []) -> Target {
  let name = roomName(path)
  return .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + rooms, path: "Tests/\(path)",
    swiftSettings: strict)
}

func roomName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

let toolbox: [Target] = [
  .systemLibrary(
    name: "CMark", path: "Sources/Toolbox/CMark", pkgConfig: "libcmark",
    providers: [.apt(["libcmark-dev"])]),
  room("Toolbox/Diagnostics"),
  room("Toolbox/SafeHTML"),
  room("Toolbox/Markdown", uses: ["CMark", "SafeHTML"]),
  room("Toolbox/Mustache", uses: ["Diagnostics", "SafeHTML"]),
  room("Toolbox/Files"),
]

let toolboxTests: [Target] = [
  tests("Toolbox/Diagnostics"),
  tests("Toolbox/SafeHTML"),
  tests("Toolbox/Markdown", uses: ["SafeHTML"]),
  tests("Toolbox/Mustache", uses: ["Diagnostics", "SafeHTML"]),
  tests("Toolbox/Files"),
]

let pipeline: [Target] = [
  room("Pipeline/Publishing", uses: ["Files"])
]

let pipelineTests: [Target] = [
  tests("Pipeline/Publishing", uses: ["Files"])
]

let package = Package(
  name: "forumgen",
  targets: toolbox + toolboxTests + pipeline + pipelineTests
)
