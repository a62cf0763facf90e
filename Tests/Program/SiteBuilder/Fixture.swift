import Content
import Diagnostics
import Foundation
import Testing

@testable import SiteBuilder

/// The valid community in a temporary folder, with the project's templates.
final class Fixture {
  let root: String
  private var templates = Fixture.projectTemplates

  /// Found relative to this file, because tests do not run in a known folder.
  private static let projectTemplates = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../templates").standardized.path

  init() throws {
    root =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("forumgen-build-\(UUID().uuidString)").path
    for (path, text) in Community.files { try put(Array(text.utf8), at: "content/\(path)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }

  func page(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/public/\(path)", encoding: .utf8)
  }

  func put(_ bytes: [UInt8], at path: String) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }
}

/// The result of a build.
struct BuildResult {
  /// The diagnostics as they are printed without a terminal.
  let report: String
  let outcome: BuildReport.Outcome

  var isRefused: Bool {
    if case .refused = outcome { true } else { false }
  }

  var summary: BuildSummary? {
    if case .published(let summary) = outcome { summary } else { nil }
  }
}

extension Fixture {
  func build(
    into output: String = "public", today: String = "2026-11-20",
    _ adjust: (inout BuildOptions) -> Void = { _ in }
  ) -> BuildResult {
    let day = Day(today).map(BuildTime.day) ?? .instant(0)
    var options = BuildOptions(
      content: "\(root)/content", templates: templates, output: "\(root)/\(output)", buildTime: day,
      jobs: 2, cache: "\(root)/cache", program: "tests")
    adjust(&options)
    let report = SiteBuild.run(options)
    let printed = DiagnosticReport(report.diagnostics).formatted(as: .text(terminal: false))
      .replacingOccurrences(of: "\(root)/", with: "")
    return BuildResult(report: printed, outcome: report.outcome)
  }

  struct Stamp: Equatable {
    let bytes: Data?
    let inode: UInt
    let seconds: Int
    let nanoseconds: Int
  }

  /// Returns the stamps of all files and folders in `public/` by path, including hidden ones.
  func snapshot() throws -> [String: Stamp] {
    let folder = "\(root)/public"
    var stamps: [String: Stamp] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var status = stat()
      try #require(lstat("\(folder)/\(path)", &status) == 0)
      stamps[path] = Stamp(
        bytes: FileManager.default.contents(atPath: "\(folder)/\(path)"), inode: status.st_ino,
        seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
    return stamps
  }
}

extension Fixture {
  func apply(_ change: Change) throws {
    switch change {
    case .put(let text, let path): try put(Array(text.utf8), at: "content/\(path.text)")
    case .bytes(let bytes, let path): try put(bytes, at: "content/\(path.text)")
    case .replace(let old, let new, let path):
      try replace(old, by: new, in: "\(root)/content/\(path.text)")
    case .remove(let path):
      try FileManager.default.removeItem(atPath: "\(root)/content/\(path.text)")
    case .link(let path, let target):
      try FileManager.default.createSymbolicLink(
        atPath: "\(root)/content/\(path.text)", withDestinationPath: target)
    case .rawName(let name, let folder):
      let path = Array("\(root)/content/\(folder)/".utf8) + name + [0]
      let descriptor = open(path.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
      try #require(descriptor >= 0)
      close(descriptor)
    case .theme(let old, let new, let file):
      try replace(old, by: new, in: "\(templatesCopy())/\(file)")
    case .putIntoTheme(let text, let file):
      _ = try templatesCopy()
      try put(Array(text.utf8), at: "templates/\(file)")
    case .removeFromTheme(let file):
      try FileManager.default.removeItem(atPath: "\(templatesCopy())/\(file)")
    }
  }

  /// Replaces the only occurrence of a text. Requires one, because a test could pass for the wrong
  /// reason without it.
  private func replace(_ old: String, by new: String, in path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(
      text.components(separatedBy: old).count == 2, "'\(old)' must occur once in \(path)")
    let changed = text.replacingOccurrences(of: old, with: new)
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// Makes this test's copy of the project's templates if there is none. Returns its path.
  private func templatesCopy() throws -> String {
    let copy = "\(root)/templates"
    if templates != copy {
      try FileManager.default.copyItem(atPath: templates, toPath: copy)
      templates = copy
    }
    return copy
  }
}
