import Files
import Fingerprints
import Foundation
import Publishing
import TestSupport
import Testing

/// An output folder and a cache folder, with builds that publish texts.
struct TestSite {
  let folder: TemporaryFolder
  var options: PublishingOptions

  init() throws {
    folder = try TemporaryFolder()
    options = PublishingOptions(
      output: folder.at("public"), cache: folder.at("cache"),
      program: Fingerprint(high: 1, low: 2))
    options.lockTimeoutMilliseconds = 100
  }

  /// Runs a complete build. Writes only files that are not current.
  @discardableResult
  func publish(
    _ files: [String: String], with change: (inout PublishingOptions) -> Void = { _ in }
  ) throws -> PublishResult {
    let plan = try Self.plan(files)
    let publication = try open(with: change).beginPublishing(plan)
    let stale = plan.indices.filter { !publication.isCurrent(at: $0) }
    return try publication.finish(
      try stale.map { try publication.write(Self.bytes(plan[$0], of: files), at: $0) })
  }

  /// Simulates a build that is killed after it has written the files `written`, in that order.
  func publish(_ files: [String: String], killedAfter written: [String]) throws {
    let plan = try Self.plan(files)
    let publication = try open().beginPublishing(plan)
    for path in written {
      let position = try #require(plan.firstIndex { $0.path.text == path })
      _ = try publication.write(Self.bytes(plan[position], of: files), at: position)
    }
  }

  /// Returns the sorted paths of the files that need no rendering.
  func current(_ files: [String: String]) throws -> [String] {
    let plan = try Self.plan(files)
    let publication = try open().beginPublishing(plan)
    return plan.indices.filter { publication.isCurrent(at: $0) }.map { plan[$0].path.text }
      .sorted()
  }

  /// Returns the error that a build throws, or nil. Expects a failed build to leave the output
  /// unchanged.
  func publishingError(
    _ files: [String: String], with change: (inout PublishingOptions) -> Void = { _ in }
  ) throws -> FileError? {
    let before = try output()
    do {
      try publish(files, with: change)
      return nil
    } catch let error as FileError {
      #expect(try output() == before)
      return error
    }
  }

  func open(
    with change: (inout PublishingOptions) -> Void = { _ in }
  ) throws -> OutputFolder {
    var options = options
    change(&options)
    return try OutputFolder.open(options)
  }

  /// Returns the texts of all output files by path, except the files in `.forumgen/`.
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
    let file = try #require(OutputPath("public/\(path)"))
    guard case .file(let stamp) = try OpenFolder(at: folder.path).entry(at: file) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return stamp
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
