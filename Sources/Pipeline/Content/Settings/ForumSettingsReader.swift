import Diagnostics
import Markdown
import YAML

/// Reads forum.yml.
struct ForumSettingsReader {
  static let keys = [
    "title", "url", "description", "language", "time_zone", "disclaimer", "helpline",
    "other_support", "privacy_policy", "roles", "ranks", "threads_per_page", "posts_per_page",
    "post_order", "advice_review_after", "security_contact",
  ]

  private var collector: DiagnosticCollector
  /// The settings, with placeholders for those that are missing or wrong. Everything that depends
  /// on settings is checked against them, but they are not published. Nil if forum.yml cannot be
  /// parsed.
  private(set) var provisionalSettings: ForumSettings?

  /// - Parameters:
  ///   - baseURL: replaces the `url` of forum.yml.
  ///   - day: returns the day of the build in a time zone.
  init(
    _ file: TextFile, baseURL: BaseURL? = nil, day: @escaping (TimeZoneTable) -> Day
  ) {
    self.baseURL = baseURL
    self.day = day
    collector = DiagnosticCollector(file.source)
    range = file.start..<file.source.bytes.count
  }

  private let range: Range<Int>
  /// From the command line. Replaces `url`.
  private let baseURL: BaseURL?
  private let day: (TimeZoneTable) -> Day

  /// Returns nil settings if a required one is missing or wrong.
  mutating func read() -> (settings: ForumSettings?, diagnostics: [Diagnostic]) {
    var reader = YAMLReader(collector.source, range: range)
    guard let node = reader.read(&collector) else {
      if collector.diagnostics.isEmpty {
        collector.error(
          "empty-file",
          "forum.yml is empty; it needs at least 'title', 'url', "
            + "'disclaimer' and 'helpline'", at: 0)
      }
      return (nil, collector.diagnostics)
    }
    let fields = Fields(node, of: "forum.yml", keys: Self.keys, &collector)
    return (fields.flatMap { settings($0) }, collector.diagnostics)
  }
}

extension ForumSettingsReader {
  /// One long function, so that every key is read and every error is reported before it is
  /// decided whether the settings are complete.
  private mutating func settings(_ fields: Fields) -> ForumSettings? {
    let title = fields.required("title", "title: Example Community", &collector)
    let url = url(fields)
    let disclaimer = disclaimer(fields)
    let zone = zone(fields)
    let helpline = helpline(fields, today: zone.map(day))
    let description = fields.text("description", &collector) ?? ""
    let language = language(fields)
    let otherSupport = otherSupport(fields)
    let (roles, ranks) = (roles(fields), ranks(fields))
    let threadsPerPage = fields.integer("threads_per_page", in: 1...1000, &collector) ?? 30
    let postsPerPage = fields.integer("posts_per_page", in: 1...1000, &collector) ?? 20
    let postOrder = postOrder(fields, &collector) ?? .oldestFirst
    let adviceReviewMonths = adviceReviewMonths(fields)
    let privacyPolicy = fields.scalar("privacy_policy", &collector)
    let securityContact = SecurityContactReader.contact(
      fields, written: fields.scalar("url", &collector).flatMap { BaseURL($0.text) },
      given: baseURL, &collector)
    let isComplete =
      title != nil && url != nil && disclaimer != nil && helpline != nil && zone != nil
    let settings = ForumSettings(
      title: title?.text ?? "", url: url ?? .placeholder, description: description,
      language: language, zone: zone ?? .utc,
      disclaimer: disclaimer ?? LocatedText(text: "", offset: 0),
      helpline: helpline ?? .placeholder,
      otherSupport: otherSupport,
      privacyPolicy: privacyPolicy, roles: roles, ranks: ranks, threadsPerPage: threadsPerPage,
      postsPerPage: postsPerPage, postOrder: postOrder, adviceReviewMonths: adviceReviewMonths,
      securityContact: securityContact)
    provisionalSettings = settings
    return isComplete ? settings : nil
  }

  /// Returns the disclaimer if its Markdown renders to at least one letter, because every page
  /// must show it.
  private mutating func disclaimer(_ fields: Fields) -> LocatedText? {
    let example = "disclaimer: Nothing here replaces the advice of your own team."
    guard let scalar = fields.required("disclaimer", example, &collector) else { return nil }
    var plainText: [UInt8] = []
    MarkdownRenderer().appendPlainText(of: Array(scalar.text.utf8)[...], .page, to: &plainText)
    if String(decoding: plainText, as: UTF8.self).contains(where: \.isLetter) { return scalar }
    collector.error(
      "empty-disclaimer",
      "'disclaimer' has no text that a page can show; write a sentence, as in '\(example)'",
      at: scalar.offset)
    return nil
  }

  private mutating func url(_ fields: Fields) -> BaseURL? {
    guard let scalar = fields.required("url", "url: https://example.org", &collector) else {
      return nil
    }
    if let url = BaseURL(scalar.text) { return baseURL ?? url }
    collector.error(
      "not-a-url",
      "'url' must be a complete address such as https://example.org/forum, not '\(scalar.text)'",
      at: scalar.offset)
    return nil
  }

  private mutating func zone(_ fields: Fields) -> TimeZoneTable? {
    let scalar = fields.scalar("time_zone", &collector)
    let name = scalar?.text ?? "Europe/London"
    if let zone = TimeZoneTable(name) { return zone }
    collector.error(
      "unknown-time-zone", "unknown time zone '\(name)'; write one such as Europe/London",
      at: scalar?.offset ?? 0, suggestion: TimeZoneTable.knownNames.mostSimilar(to: name))
    return nil
  }

  /// Returns a language tag of the common form (BCP 47), for `<html lang>`.
  private mutating func language(_ fields: Fields) -> String {
    guard let scalar = fields.scalar("language", &collector) else { return "en-GB" }
    let parts = scalar.text.utf8.split(separator: hyphen, omittingEmptySubsequences: false)
    let isTag =
      (2...3).contains(parts.first?.count ?? 0) && parts[0].allSatisfy(\.isASCIILetter)
      && parts.allSatisfy {
        (1...8).contains($0.count) && $0.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
      }
    guard !isTag else { return scalar.text }
    collector.error(
      "not-a-language",
      "'language' must be a language code such as en-GB or cy, not '\(scalar.text)'",
      at: scalar.offset)
    return "en-GB"
  }

  private mutating func adviceReviewMonths(_ fields: Fields) -> Int {
    guard let scalar = fields.scalar("advice_review_after", &collector) else { return 24 }
    let words = scalar.text.split(separator: " ")
    if words.count == 2, words[0].first != "+", let count = Int(words[0]),
      (1...1000).contains(count)
    {
      switch words[1] {
      case "month", "months": return count
      case "year", "years": return count * 12
      default: break
      }
    }
    collector.error(
      "not-a-period",
      "'advice_review_after' must be a period such as '24 months' or '2 years', not "
        + "'\(scalar.text)'", at: scalar.offset)
    return 24
  }

  private mutating func roles(_ fields: Fields) -> [Role] {
    guard let value = fields.value("roles"), !fields.isEmpty("roles") else { return [] }
    guard case .mapping(let entries, _) = value else {
      collector.error(
        "not-a-mapping",
        "write each role in 'roles' as in 'nurse: {label: Breast Care Nurse, official: true}'",
        at: value.offset)
      return []
    }
    // A role with an error is kept, so that its members are not reported for an unknown role.
    return entries.map { entry in
      let role = Fields(entry.value, of: "a role", keys: ["label", "official"], &collector)
      let label = role?.required("label", "label: Breast Care Nurse", &collector)
      let isOfficial = role?.boolean("official", &collector) ?? false
      return Role(name: entry.key.text, label: label?.text ?? "", isOfficial: isOfficial)
    }
  }

  private mutating func ranks(_ fields: Fields) -> [Rank] {
    let ranks: [Rank] = fields.list("ranks", &collector).compactMap { node in
      guard let rank = Fields(node, of: "a rank", keys: ["posts", "label"], &collector) else {
        return nil
      }
      if rank.isEmpty("posts") { rank.reportMissing("posts", "posts: 10", &collector) }
      let posts = rank.integer("posts", in: 0...10_000_000, &collector)
      let label = rank.required("label", "label: Regular", &collector)
      return posts.flatMap { posts in label.map { Rank(posts: posts, label: $0.text) } }
    }
    return ranks.sorted { $0.posts < $1.posts }
  }

  private mutating func helpline(_ fields: Fields, today: Day?) -> Helpline? {
    guard let node = fields.value("helpline"), !fields.isEmpty("helpline") else {
      fields.reportMissing("helpline", "helpline: {name: …, phone: …, hours: […]}", &collector)
      return nil
    }
    return HelplineReader.helpline(node, today: today, &collector)
  }

  private mutating func otherSupport(_ fields: Fields) -> [SupportLine] {
    fields.list("other_support", &collector).compactMap {
      HelplineReader.supportLine($0, &collector)
    }
  }
}

/// Reads the `post_order` of the forum or of a board.
func postOrder(_ fields: Fields, _ collector: inout DiagnosticCollector) -> PostOrder? {
  fields.choice("post_order", from: ["oldest-first", "newest-first"], &collector)
    .flatMap(PostOrder.init)
}
