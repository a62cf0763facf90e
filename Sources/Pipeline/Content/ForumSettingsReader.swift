import Diagnostics
import Markdown

/// Reads forum.yml.
struct ForumSettingsReader {
  static let keys = [
    "title", "url", "description", "language", "time_zone", "disclaimer", "helpline",
    "other_support", "privacy_policy", "roles", "ranks", "threads_per_page", "posts_per_page",
    "post_order", "advice_review_after", "security_contact",
  ]

  private var problems: DiagnosticCollector
  /// The settings, with placeholders for those that are missing or wrong. Everything that depends
  /// on settings is checked against them, but they are not published. Nil if forum.yml cannot be
  /// parsed.
  private(set) var provisional: ForumSettings?

  /// - Parameters:
  ///   - baseURL: replaces the `url` of forum.yml.
  ///   - day: returns the day of the build in a time zone.
  init(
    _ file: TextFile, baseURL: BaseURL? = nil, day: @escaping (TimeZoneTable) -> Day
  ) {
    self.baseURL = baseURL
    self.day = day
    problems = DiagnosticCollector(file.source)
    range = file.start..<file.source.bytes.count
  }

  private let range: Range<Int>
  /// From the command line. Replaces `url`.
  private let baseURL: BaseURL?
  private let day: (TimeZoneTable) -> Day

  /// Returns nil settings if a required one is missing or wrong.
  mutating func read() -> (settings: ForumSettings?, diagnostics: [Diagnostic]) {
    var reader = YAMLReader(problems.source, range: range)
    guard let node = reader.read(&problems) else {
      if problems.diagnostics.isEmpty {
        problems.error(
          "empty-file",
          "forum.yml is empty; it needs at least 'title', 'url', "
            + "'disclaimer' and 'helpline'", at: 0)
      }
      return (nil, problems.diagnostics)
    }
    let fields = Fields(node, of: "forum.yml", keys: Self.keys, &problems)
    return (fields.flatMap { settings($0) }, problems.diagnostics)
  }
}

extension ForumSettingsReader {
  /// One long function, so that every key is read and every mistake is reported before it is
  /// decided whether the settings are complete.
  private mutating func settings(_ fields: Fields) -> ForumSettings? {
    let title = fields.required("title", "title: Example Community", &problems)
    let url = url(fields)
    let disclaimer = disclaimer(fields)
    let zone = zone(fields)
    let helpline = helpline(fields, today: zone.map(day))
    let description = fields.text("description", &problems) ?? ""
    let language = language(fields)
    let otherSupport = otherSupport(fields)
    let (roles, ranks) = (roles(fields), ranks(fields))
    let threadsPerPage = fields.number("threads_per_page", in: 1...1000, &problems) ?? 30
    let postsPerPage = fields.number("posts_per_page", in: 1...1000, &problems) ?? 20
    let postOrder = postOrder(fields, &problems) ?? .oldestFirst
    let adviceReviewMonths = adviceReviewMonths(fields)
    let privacyPolicy = fields.scalar("privacy_policy", &problems)
    let securityContact = SecurityContactReader.contact(
      fields, written: fields.scalar("url", &problems).flatMap { BaseURL($0.text) },
      given: baseURL, &problems)
    let isComplete =
      title != nil && url != nil && disclaimer != nil && helpline != nil && zone != nil
    let settings = ForumSettings(
      title: title?.text ?? "", url: url ?? .unknown, description: description,
      language: language, zone: zone ?? .utc,
      disclaimer: disclaimer ?? YAMLScalar(text: "", offset: 0), helpline: helpline ?? .unknown,
      otherSupport: otherSupport,
      privacyPolicy: privacyPolicy, roles: roles, ranks: ranks, threadsPerPage: threadsPerPage,
      postsPerPage: postsPerPage, postOrder: postOrder, adviceReviewMonths: adviceReviewMonths,
      securityContact: securityContact)
    provisional = settings
    return isComplete ? settings : nil
  }

  /// Returns the disclaimer if its Markdown renders to at least one letter, because every page
  /// must show it.
  private mutating func disclaimer(_ fields: Fields) -> YAMLScalar? {
    let example = "disclaimer: Nothing here replaces the advice of your own team."
    guard let scalar = fields.required("disclaimer", example, &problems) else { return nil }
    var shown: [UInt8] = []
    MarkdownRenderer().appendPlainText(of: Array(scalar.text.utf8)[...], .page, to: &shown)
    if String(decoding: shown, as: UTF8.self).contains(where: \.isLetter) { return scalar }
    problems.error(
      "empty-disclaimer",
      "nothing of 'disclaimer' is text that a page can show; write a sentence, as in '\(example)'",
      at: scalar.offset)
    return nil
  }

  private mutating func url(_ fields: Fields) -> BaseURL? {
    guard let scalar = fields.required("url", "url: https://example.org", &problems) else {
      return nil
    }
    if let url = BaseURL(scalar.text) { return baseURL ?? url }
    problems.error(
      "not-a-url",
      "'url' is an absolute address such as https://example.org/forum, "
        + "not '\(scalar.text)'", at: scalar.offset)
    return nil
  }

  private mutating func zone(_ fields: Fields) -> TimeZoneTable? {
    let scalar = fields.scalar("time_zone", &problems)
    let name = scalar?.text ?? "Europe/London"
    if let zone = TimeZoneTable(name) { return zone }
    problems.error(
      "unknown-time-zone", "'\(name)' is no time zone; write one as Europe/London",
      at: scalar?.offset ?? 0, suggestion: TimeZoneTable.knownNames.mostSimilar(to: name))
    return nil
  }

  /// Returns a language tag of the common form (BCP 47), for `<html lang>`.
  private mutating func language(_ fields: Fields) -> String {
    guard let scalar = fields.scalar("language", &problems) else { return "en-GB" }
    let parts = scalar.text.utf8.split(separator: hyphen, omittingEmptySubsequences: false)
    let isTag =
      (2...3).contains(parts.first?.count ?? 0) && parts[0].allSatisfy(\.isASCIILetter)
      && parts.allSatisfy {
        (1...8).contains($0.count) && $0.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
      }
    guard !isTag else { return scalar.text }
    problems.error(
      "not-a-language",
      "'language' is a tag such as en-GB or cy, not "
        + "'\(scalar.text)'", at: scalar.offset)
    return "en-GB"
  }

  private mutating func adviceReviewMonths(_ fields: Fields) -> Int {
    guard let scalar = fields.scalar("advice_review_after", &problems) else { return 24 }
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
    problems.error(
      "not-a-period",
      "'advice_review_after' is a time such as '24 months' or "
        + "'2 years', not '\(scalar.text)'", at: scalar.offset)
    return 24
  }

  private mutating func roles(_ fields: Fields) -> [Role] {
    guard let value = fields.value("roles"), !fields.isEmpty("roles") else { return [] }
    guard case .mapping(let entries, _) = value else {
      problems.error(
        "not-a-mapping",
        "'roles' gives each role's name and what it says, as in "
          + "'nurse: {label: Breast Care Nurse, official: true}'", at: value.offset)
      return []
    }
    // A role with a mistake is kept, so that its members are not reported for an unknown role.
    return entries.map { entry in
      let role = Fields(entry.value, of: "a role", keys: ["label", "official"], &problems)
      let label = role?.required("label", "label: Breast Care Nurse", &problems)
      let isOfficial = role?.flag("official", &problems) ?? false
      return Role(name: entry.key.text, label: label?.text ?? "", isOfficial: isOfficial)
    }
  }

  private mutating func ranks(_ fields: Fields) -> [Rank] {
    let ranks: [Rank] = fields.list("ranks", &problems).compactMap { node in
      guard let rank = Fields(node, of: "a rank", keys: ["posts", "label"], &problems) else {
        return nil
      }
      if rank.isEmpty("posts") { rank.reportMissing("posts", "posts: 10", &problems) }
      let posts = rank.number("posts", in: 0...10_000_000, &problems)
      let label = rank.required("label", "label: Regular", &problems)
      return posts.flatMap { posts in label.map { Rank(posts: posts, label: $0.text) } }
    }
    return ranks.sorted { $0.posts < $1.posts }
  }

  private mutating func helpline(_ fields: Fields, today: Day?) -> Helpline? {
    guard let node = fields.value("helpline"), !fields.isEmpty("helpline") else {
      fields.reportMissing("helpline", "helpline: {name: …, phone: …, hours: […]}", &problems)
      return nil
    }
    return HelplineReader.helpline(node, today: today, &problems)
  }

  private mutating func otherSupport(_ fields: Fields) -> [SupportLine] {
    fields.list("other_support", &problems).compactMap {
      HelplineReader.supportLine($0, &problems)
    }
  }
}

/// Reads the `post_order` of the forum or of a board.
func postOrder(_ fields: Fields, _ problems: inout DiagnosticCollector) -> PostOrder? {
  fields.word("post_order", of: ["oldest-first", "newest-first"], &problems)
    .flatMap(PostOrder.init)
}
