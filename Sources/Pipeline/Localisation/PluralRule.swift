/// Chooses the form of a text for a count by CLDR's cardinal plural rules (Unicode Technical
/// Standard 35, part 3, "Language Plural Rules"; the rules of each language are in CLDR's
/// plurals.xml). Counts are whole numbers, which may be abbreviated.
struct PluralRule: Sendable {
  /// Plural categories by their names in CLDR, which are also used in strings.yml.
  enum Category: String {
    case zero, one, two, few, many, other
  }

  private let category: @Sendable (Int) -> Category
  /// Whether abbreviated millions take the category `many`: `1,2 M de messages`.
  private let usesManyForMillions: Bool

  /// `language` is a tag by BCP 47. An unknown language uses the rule of English.
  init(language: String) {
    let parts = language.lowercased().split(separator: "-")
    let primary = parts.first.map(String.init) ?? ""
    let isEuropeanPortuguese = primary == "pt" && parts.dropFirst().contains("pt")
    category = isEuropeanPortuguese ? englishRule : rules[primary] ?? englishRule
    usesManyForMillions = ["ca", "es", "fr", "it", "pt"].contains(primary)
  }

  /// `exponent` is the power of ten of an abbreviated count: 3 for thousands, 6 for millions, 0
  /// if the count is not abbreviated.
  func category(of count: Int, exponent: Int) -> Category {
    usesManyForMillions && exponent > 5 ? .many : category(count)
  }
}

private typealias Rule = @Sendable (Int) -> PluralRule.Category

private let rules: [String: Rule] = {
  var rules: [String: Rule] = [
    "ar": arabic, "br": breton, "cs": czech, "cy": welsh, "fil": filipino, "ga": irish,
    "gd": gaelic, "gv": manx, "he": hebrew, "iw": hebrew, "lt": lithuanian, "lv": latvian,
    "mt": maltese, "pl": polish, "ro": romanian, "sk": czech, "sl": slovene, "tl": filipino,
  ]
  for language in ["be", "ru", "uk"] { rules[language] = russian }
  for language in ["bs", "hr", "sr"] { rules[language] = croatian }
  for language in ["is", "mk"] { rules[language] = icelandic }
  for language in ["ja", "ko", "zh", "yue", "vi", "th", "id", "ms", "lo", "my", "km"] {
    rules[language] = { @Sendable _ in .other }
  }
  // Languages in which 0 takes the same form as 1.
  for language in [
    "am", "as", "bn", "fa", "fr", "gu", "hi", "hy", "kn", "pa", "pt", "si", "zu",
  ] {
    rules[language] = { @Sendable in $0 < 2 ? .one : .other }
  }
  return rules
}()

private let englishRule: Rule = { $0 == 1 ? .one : .other }

private let welsh: Rule = {
  switch $0 {
  case 0: .zero
  case 1: .one
  case 2: .two
  case 3: .few
  case 6: .many
  default: .other
  }
}

private let irish: Rule = {
  switch $0 {
  case 1: .one
  case 2: .two
  case 3...6: .few
  case 7...10: .many
  default: .other
  }
}

private let gaelic: Rule = {
  switch $0 {
  case 1, 11: .one
  case 2, 12: .two
  case 3...10, 13...19: .few
  default: .other
  }
}

private let manx: Rule = {
  switch ($0 % 10, $0 % 20) {
  case (1, _): .one
  case (2, _): .two
  case (_, 0): .few
  default: .other
  }
}

private let breton: Rule = { count in
  let isIrregular = [1, 7, 9].contains(count / 10 % 10)
  if isIrregular { return .other }
  return switch count % 10 {
  case 1: .one
  case 2: .two
  case 3, 4, 9: .few
  default: .other
  }
}

private let czech: Rule = {
  switch $0 {
  case 1: .one
  case 2...4: .few
  default: .other
  }
}

private let slovene: Rule = {
  switch $0 % 100 {
  case 1: .one
  case 2: .two
  case 3, 4: .few
  default: .other
  }
}

private let polish: Rule = {
  if $0 == 1 { return .one }
  return endsInFew($0) ? .few : .many
}

private let russian: Rule = {
  if endsInOne($0) { return .one }
  return endsInFew($0) ? .few : .many
}

private let croatian: Rule = {
  if endsInOne($0) { return .one }
  return endsInFew($0) ? .few : .other
}

private let icelandic: Rule = { endsInOne($0) ? .one : .other }

private let lithuanian: Rule = {
  let isTeen = (11...19).contains($0 % 100)
  if $0 % 10 == 1, !isTeen { return .one }
  return $0 % 10 > 1 && !isTeen ? .few : .other
}

private let latvian: Rule = {
  if $0 % 10 == 0 || (11...19).contains($0 % 100) { return .zero }
  return $0 % 10 == 1 ? .one : .other
}

private let romanian: Rule = {
  if $0 == 1 { return .one }
  return $0 == 0 || (1...19).contains($0 % 100) ? .few : .other
}

private let arabic: Rule = {
  switch ($0, $0 % 100) {
  case (0, _): .zero
  case (1, _): .one
  case (2, _): .two
  case (_, 3...10): .few
  case (_, 11...99): .many
  default: .other
  }
}

private let hebrew: Rule = {
  switch $0 {
  case 1: .one
  case 2: .two
  default: .other
  }
}

private let maltese: Rule = {
  switch ($0, $0 % 100) {
  case (1, _): .one
  case (2, _): .two
  case (0, _), (_, 3...10): .few
  case (_, 11...19): .many
  default: .other
  }
}

private let filipino: Rule = { [4, 6, 9].contains($0 % 10) ? .other : .one }

/// 1, 21, 31, …, but not 11.
@Sendable private func endsInOne(_ count: Int) -> Bool { count % 10 == 1 && count % 100 != 11 }

/// 2 to 4, 22 to 24, …, but not 12 to 14.
@Sendable private func endsInFew(_ count: Int) -> Bool {
  (2...4).contains(count % 10) && !(12...14).contains(count % 100)
}
