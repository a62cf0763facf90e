import Content

/// An earlier path of a page, relative to the forum's URL, without leading or trailing slash.
struct AliasPath {
  let path: String
  /// False if the site uses the path itself. Such a path is not validated further.
  let isFree: Bool

  init?(_ text: String) {
    guard let decoded = percentDecoded(text), !decoded.hasPrefix("//"),
      !decoded.contains(where: { "?#\\".contains($0) })
    else { return nil }
    var segments = decoded.split(separator: "/", omittingEmptySubsequences: false)
    if segments.first?.isEmpty == true { segments.removeFirst() }
    if segments.last?.isEmpty == true { segments.removeLast() }
    if segments.last == "index.html" { segments.removeLast() }
    if segments.isEmpty { return nil }
    isFree = !ReservedNames.contains(aliasSegments: segments)
    guard !isFree || segments.allSatisfy(Self.isValidSegment) else { return nil }
    path = segments.joined(separator: "/")
  }

  private static func isValidSegment(_ segment: Substring) -> Bool {
    !segment.isEmpty && !segment.hasPrefix(".") && segment.utf8.count <= 200
  }
}
