import Files
import Fingerprints
import Foundation
import Publishing
import TestSupport
import Testing

/// An output folder and a cache, and builds that publish texts into it.
struct Site {
  let folder: TemporaryFolder
  var options: PublishingOptions

  init() throws {
    folder = try TemporaryFolder()
    options = PublishingOptions(
      output: folder.at("public"), cache: folder.at("cache"),
      program: Fingerprint(high: 1, low: 2))
    options.patience = 100
  }

  /// A whole build: what is current is not rendered.
  @discardableResult
  func publish(
    _ files: [String: String], with change: (inout PublishingOptions) -> Void = { _ in }
  ) throws -> Tally {
    let plan = try Self.plan(files)
    let publication = try open(with: change).begin(plan)
    let stale = plan.indices.filter { !publication.isCurrent(at: $0) }
    return try publication.finish(
      try stale.map { try publication.write(Self.bytes(plan[$0], of: files), at: $0) })
  }

  /// A build that is killed when it has written the files named, in that order.
  func publish(_ files: [String: String], killedAfter written: [String]) throws {
    let plan = try Self.plan(files)
    let publication = try open().begin(plan)
    for path in written {
      let position = try #require(plan.firstIndex { $0.path.text == path })
      _ = try publication.write(Self.bytes(plan[position], of: files), at: position)
    }
  }

  /// The paths of the files that need no rendering.
  func current(_ files: [String: String]) throws -> [String] {
    let plan = try Self.plan(files)
    let publication = try open().begin(plan)
    return plan.indices.filter { publication.isCurrent(at: $0) }.map { plan[$0].path.text }
      .sorted()
  }

  /// The problem that a build meets; what the folder holds must not change by it.
  func problem(
    _ files: [String: String], with change: (inout PublishingOptions) -> Void = { _ in }
  ) throws -> PublishingProblem? {
    let before = try output()
    do {
      try publish(files, with: change)
      return nil
    } catch let problem as PublishingProblem {
      #expect(try output() == before)
      return problem
    }
  }

  func open(
    with change: (inout PublishingOptions) -> Void = { _ in }
  ) throws -> OutputFolder {
    var options = options
    change(&options)
    return try OutputFolder.open(options)
  }

  /// What a visitor finds: every file but forumgen's notes, by path.
  func output() throws -> [String: String] {
    var output: [String: String] = [:]
    for path in try folder.files() where path.hasPrefix("public/") {
      let relative = String(path.dropFirst(7))
      if relative.hasPrefix(".forumgen/") { continue }
      output[relative] = folder.text(at: path) ?? "(not a file)"
    }
    return output
  }

  var list: String? { folder.text(at: "public/.forumgen/files") }

  func stamp(of path: String) throws -> FileStamp {
    try #require(try Files.stamp(of: folder.at("public/\(path)")))
  }

  static func plan(_ files: [String: String]) throws -> [PlannedFile] {
    try files.map { path, text in
      PlannedFile(path: try #require(OutputPath(path)), fingerprint: fingerprint(of: text))
    }
  }

  static func fingerprint(of text: String) -> Fingerprint {
    let sum = text.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) }
    return Fingerprint(high: sum, low: UInt64(text.utf8.count))
  }

  static func bytes(_ file: PlannedFile, of files: [String: String]) -> [UInt8] {
    Array((files[file.path.text] ?? "").utf8)
  }
}
