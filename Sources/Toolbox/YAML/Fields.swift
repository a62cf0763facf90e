package import Diagnostics

/// Reads the keys and values of one mapping into typed values.
///
/// A wrong value is reported at its location and counts as missing, so that each error causes one
/// diagnostic.
package struct Fields {
  /// What a diagnostic calls the mapping: "a reply", "forum.yml", "a role".
  package let noun: String
  /// Byte offset at which the mapping begins. Missing keys are reported there.
  package let offset: Int
  package let entries: [YAMLEntry]
  /// Known keys that resemble an unknown key. They are not also reported as missing.
  private var misspelt: [String] = []

  /// Reports keys that are not in `keys`. Nil if the node is not a mapping.
  package init?(
    _ node: YAMLNode, of noun: String, keys: [String], at offset: Int? = nil,
    _ collector: inout DiagnosticCollector
  ) {
    guard case .mapping(let entries, let start) = node else {
      collector.error(
        "not-a-mapping",
        "write \(noun) as lines of 'key: value'; this is \(node.noun)", at: node.offset)
      return nil
    }
    self.noun = noun
    self.offset = offset ?? start
    self.entries = entries
    for entry in entries where !keys.contains(entry.key.text) {
      let meant = keys.mostSimilar(to: entry.key.text)
      // A list of more than 20 keys would not help the author.
      let all = meant == nil && keys.count <= 20 ? "; use \(joinedWithOr(keys))" : ""
      collector.error(
        "unknown-key", "unknown key '\(entry.key.text)' in \(noun)\(all)", at: entry.key.offset,
        suggestion: meant)
      if let meant { misspelt.append(meant) }
    }
    reportDuplicates(&collector)
  }

  /// Returns the scalar as it is written. Nil if it is missing, empty or blank.
  package func scalar(_ key: String, _ collector: inout DiagnosticCollector) -> LocatedText? {
    guard let value = value(key) else { return nil }
    guard case .scalar(let scalar) = value else {
      collector.error("not-text", "'\(key)' must be text; this is \(value.noun)", at: value.offset)
      return nil
    }
    return scalar.text.utf8.allSatisfy(\.isWhiteSpace) ? nil : scalar
  }

  package func text(_ key: String, _ collector: inout DiagnosticCollector) -> String? {
    scalar(key, &collector)?.text
  }

  /// Returns the scalar. If it is missing, the report shows the example.
  package func required(
    _ key: String, _ example: String, _ collector: inout DiagnosticCollector
  ) -> LocatedText? {
    let scalar = scalar(key, &collector)
    if scalar == nil, !hasWrongKind(key) { reportMissing(key, example, &collector) }
    return scalar
  }

  package func reportMissing(
    _ key: String, _ example: String, _ collector: inout DiagnosticCollector
  ) {
    guard !misspelt.contains(key) || entry(key) != nil else { return }
    collector.error(
      "missing-key", "\(noun) needs '\(key)', as in '\(example)'", at: offset(of: key))
  }

  package func boolean(_ key: String, _ collector: inout DiagnosticCollector) -> Bool? {
    guard let scalar = scalar(key, &collector) else { return nil }
    switch scalar.text {
    case "true": return true
    case "false": return false
    default:
      collector.error(
        "not-a-flag", "'\(key)' must be true or false, not '\(scalar.text)'",
        at: scalar.offset, suggestion: suggestedBoolean(scalar.text))
      return nil
    }
  }

  /// Returns a whole number in the range. Any other value is reported.
  package func integer(
    _ key: String, in range: ClosedRange<Int>, _ collector: inout DiagnosticCollector
  ) -> Int? {
    guard let scalar = scalar(key, &collector) else { return nil }
    guard let number = Int(scalar.text), range.contains(number), scalar.text.first != "+" else {
      collector.error(
        "not-a-number",
        "'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound), not "
          + "'\(scalar.text)'", at: scalar.offset)
      return nil
    }
    return number
  }

  /// Returns the value if it is one of `choices`. Any other value is reported.
  package func choice(_ key: String, from choices: [String], _ collector: inout DiagnosticCollector)
    -> String?
  {
    guard let scalar = scalar(key, &collector) else { return nil }
    guard choices.contains(scalar.text) else {
      collector.error(
        "unknown-word",
        "'\(key)' must be \(joinedWithOr(choices)), not '\(scalar.text)'", at: scalar.offset,
        suggestion: choices.mostSimilar(to: scalar.text))
      return nil
    }
    return scalar.text
  }

  /// Returns the items of a list of texts. Items that are empty or not texts are reported.
  package func texts(_ key: String, _ collector: inout DiagnosticCollector) -> [LocatedText] {
    list(key, &collector).compactMap { item in
      guard case .scalar(let scalar) = item else {
        collector.error(
          "not-text", "each item of '\(key)' must be text; this is \(item.noun)",
          at: item.offset)
        return nil
      }
      guard !scalar.text.isEmpty else {
        collector.error(
          "empty-item",
          "this item of '\(key)' is empty; write a text or delete the "
            + "item", at: scalar.offset)
        return nil
      }
      return scalar
    }
  }

  /// Returns the items of a list. A missing or empty value is an empty list.
  package func list(_ key: String, _ collector: inout DiagnosticCollector) -> [YAMLNode] {
    switch value(key) {
    case nil: return []
    case .list(let items, _): return items
    case .scalar(let scalar) where scalar.text.isEmpty: return []
    case .some(let value):
      collector.error(
        "not-a-list", "'\(key)' must be a list, as in '[first, second]'; this is \(value.noun)",
        at: value.offset)
      return []
    }
  }

  /// Returns the byte offset of the key, or of the mapping if the key is missing.
  package func offset(of key: String) -> Int { entry(key)?.key.offset ?? offset }

  package func value(_ key: String) -> YAMLNode? { entry(key)?.value }

  /// Returns whether the key is missing or its text, list or mapping is empty.
  package func isEmpty(_ key: String) -> Bool {
    switch value(key) {
    case nil: true
    case .scalar(let scalar): scalar.text.isEmpty
    case .list(let items, _): items.isEmpty
    case .mapping(let entries, _): entries.isEmpty
    }
  }
}

extension Fields {
  private func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key.text == key } }

  private func hasWrongKind(_ key: String) -> Bool {
    switch value(key) {
    case nil, .scalar: false
    case .list, .mapping: true
    }
  }

  private func isRepeated(_ index: Int) -> Bool {
    entries[..<index].contains { $0.key.text == entries[index].key.text }
  }

  /// Reports duplicate keys that Yams accepts: keys that differ only in their tags.
  private func reportDuplicates(_ collector: inout DiagnosticCollector) {
    // Comparing a few keys with each other avoids allocating a set.
    if entries.count <= 8, !entries.indices.contains(where: isRepeated) { return }
    var seen: Set<String> = []
    for entry in entries where !seen.insert(entry.key.text).inserted {
      collector.error(
        "duplicate-key", "'\(entry.key.text)' is written twice; delete one",
        at: entry.key.offset)
    }
  }
}

private func suggestedBoolean(_ text: String) -> String? {
  switch text.lowercased() {
  case "yes", "y", "on", "1", "true": "true"
  case "no", "n", "off", "0", "false": "false"
  default: ["true", "false"].mostSimilar(to: text)
  }
}

/// Returns `a`, `a or b`, or `a, b or c`.
package func joinedWithOr(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}
