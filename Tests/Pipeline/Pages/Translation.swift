import Content
import Foundation
import Testing

/// The theme in another language: our templates, and in the English strings' places those of a file
/// beside this one. A word that every theme must have and that file has not stays English.
final class Translation {
  let folder: String

  init(_ language: String) throws {
    let name = "forumgen-theme-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    let ours = "\(Community.repository)/templates"
    try FileManager.default.copyItem(atPath: ours, toPath: folder)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("languages/\(language).yml").path
    var words = try Self.words(in: "\(ours)/strings.yml")
      .filter { StringKey(rawValue: $0.key)?.isOptional == false }
    for (key, text) in try Self.words(in: file) {
      try #require(StringKey(rawValue: key) != nil, "\(language): '\(key)' is no word of the theme")
      words[key] = text
    }
    let text = words.sorted { $0.key < $1.key }.map(\.value).joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/strings.yml"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func strings() throws -> ThemeStrings {
    let (theme, diagnostics) = try Theme.read(ContentFolder(folder))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    return try #require(theme).strings
  }

  /// For each key the lines that it and its value take.
  private static func words(in path: String) throws -> [String: String] {
    var words: [String: String] = [:]
    var key = ""
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      if !line.hasPrefix(" "), let colon = line.firstIndex(of: ":") { key = String(line[..<colon]) }
      words[key, default: ""] += "\(line)\n"
    }
    return words
  }
}
