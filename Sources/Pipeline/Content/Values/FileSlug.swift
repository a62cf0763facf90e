package import Diagnostics

/// Returns the slug of a file: its `slug:` key or, if there is none, its name without `.md`.
package func fileSlug(_ path: String, key: LocatedText?, _ collector: inout DiagnosticCollector)
  -> Slug?
{
  if let key {
    if let slug = Slug(key.text) { return slug }
    collector.error(
      "not-a-slug",
      "'\(key.text)' cannot be part of an address; use only lower-case letters, "
        + "digits and '-'",
      at: key.offset, suggestion: Slug.suggested(for: key.text))
    return nil
  }
  let name = fileName(path)
  if let slug = Slug(name) { return slug }
  let suggestion = Slug.suggested(for: name) ?? "a-name-of-your-choice"
  collector.error(
    "not-a-slug",
    "the file name '\(name)' cannot be part of an address; rename the file with lower-case "
      + "letters, digits and '-' only, or add 'slug: \(suggestion)'", at: 0)
  return nil
}

/// Returns the last part of a path without `.md`. Works on bytes, because it runs for each thread.
private func fileName(_ path: String) -> String {
  let bytes = path.utf8
  let start = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
  return String(path[start...].utf8.dropLast(3)) ?? ""
}
