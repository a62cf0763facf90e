import Content
import Foundation
import Testing
package import Theme

/// The theme in another language: the project's templates with a translated strings.yml, which has
/// all keys that a theme must have and no others.
package final class Translation {
  package let folder: String

  package init(_ language: String) throws {
    let name = "forumgen-theme-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    let ours = "\(repository)/templates"
    try FileManager.default.copyItem(atPath: ours, toPath: folder)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("languages/\(language).yml").path
    try FileManager.default.removeItem(atPath: "\(folder)/strings.yml")
    try FileManager.default.copyItem(atPath: file, toPath: "\(folder)/strings.yml")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  package func strings() throws -> ThemeStrings {
    let (theme, diagnostics) = try Theme.read(SourceFolder(folder))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    return try #require(theme).strings
  }
}

/// The folder with Package.swift.
package let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
