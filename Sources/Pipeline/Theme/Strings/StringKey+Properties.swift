extension StringKey {
  /// Index in `allCases`.
  package var index: Int { Self.indices[self] ?? 0 }

  private static let indices = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  package static let months: [StringKey] = [
    .month1, .month2, .month3, .month4, .month5, .month6, .month7, .month8, .month9, .month10,
    .month11, .month12,
  ]
  /// Monday first.
  package static let weekdays: [StringKey] = [
    .weekday1, .weekday2, .weekday3, .weekday4, .weekday5, .weekday6, .weekday7,
  ]
}

extension StringKey {
  /// Whether a theme can omit this text, because not every language has it.
  package var isOptional: Bool {
    [.midday, .midnight, .firstOfMonth].contains(self)
      || ["zero", "two", "few", "many"].contains { rawValue.hasSuffix("_\($0)") }
  }

  /// Returns the key of the same text for another plural category of CLDR: `posts_few` for
  /// `posts_other` and `few`.
  package func form(_ category: String) -> StringKey? {
    guard let end = rawValue.lastIndex(of: "_") else { return nil }
    return StringKey(rawValue: rawValue[...end] + category)
  }
}
