import Content
import Forum
import Localisation
import Mustache
import Theme

/// The page that lists the theme's assets and the static files, which pages can make a browser
/// load. Pages load no files of other hosts: templates and style sheets that do are rejected, and
/// remote images in posts become links.
extension Site {
  /// Maximum number of static files that the page lists. It shows only the number of further
  /// files.
  private static let maximumListedFiles = 500

  func resourceList(_ values: inout ValueArena) -> (PageHead, [Value]) {
    let themeFiles = assets.copies.indices.map { index in
      row(assets.copies[index].path, asset(index).size, in: "assets/", &values)
    }
    let files = staticFiles.prefix(Self.maximumListedFiles).map {
      row($0.path, $0.size, in: "static/", &values)
    }
    let omittedCount = staticFiles.count - files.count
    let wording = views.wording
    return (
      views.head(wording[.loadsTitle], wording[.loadsText], url: views.forum.urls.url("loads/")),
      [
        values.list(themeFiles), values.list(files), .flag(!files.isEmpty),
        omittedCount == 0
          ? .missing
          : values.text { wording.pattern(.moreFiles).append(.count, omittedCount, to: &$0) },
      ]
    )
  }

  /// `size` is in bytes. `folder` is the prefix of `path` that the page does not show.
  private func row(
    _ path: String, _ size: Int, in folder: String, _ values: inout ValueArena
  ) -> Value {
    let url = path.split(separator: "/").map { percentEncoded(String($0)) }.joined(separator: "/")
    // Rounded up, so that a small file is not shown as 0 kB.
    let kilobytes = (size + 999) / 1000
    return values.record(
      Shapes.loadedFile,
      [
        values.text(String(path.dropFirst(folder.count))), values.text(views.forum.urls.url(url)),
        values.text(views.wording[StringKey(useOfFile: path)]),
        values.text { views.wording.pattern(.kilobytes).append(.count, kilobytes, to: &$0) },
      ])
  }
}

extension StringKey {
  /// Chooses the word for the use of a file by its extension.
  fileprivate init(useOfFile path: String) {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    switch path[dot...].lowercased() {
    case ".css": self = .styleSheet
    case ".js", ".mjs": self = .script
    case ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico": self = .picture
    default: self = .otherFile
    }
  }
}
