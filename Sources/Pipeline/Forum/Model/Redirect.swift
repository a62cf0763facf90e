/// A page at an earlier path that redirects to the present URL of its content.
package struct Redirect: Sendable {
  /// Path relative to the forum's URL, without leading or trailing slash.
  package let path: String
  package let target: String
  package let title: String
  /// Path of the file that declares the alias, relative to content/.
  package let file: String
  /// Offset of the alias in that file, in bytes.
  package let offset: Int

  /// Whether the path is a file name. Other paths become folders with an index.html.
  package var isFile: Bool { path.hasSuffix(".html") || path.hasSuffix(".htm") }
}
