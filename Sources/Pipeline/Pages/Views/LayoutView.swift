import Content
import Forum
import Localisation
import Mustache
import SafeHTML
import Theme

/// The values that every page shows: the site's name, the disclaimer, the helpline and the words
/// of the theme.
struct LayoutView: Sendable {
  private let site: BaseURL
  private let breadcrumbs: Breadcrumbs
  /// In the order of the layout's fields in `Shapes`, which are the first fields of every page.
  let values: [Value]
  /// Encoding of all `values`, for the fingerprints of all pages.
  let canonicalBytes: [UInt8]

  /// Creates the layout's values in `shared`, the arena of the values that all pages share.
  init(
    _ forum: Forum, _ wording: Wording, _ assets: PublishedAssets, disclaimer: SafeHTML,
    _ shared: inout ValueArena
  ) {
    site = forum.settings.url
    breadcrumbs = Breadcrumbs(forum, wording)
    let support = forum.settings.otherSupport.map { Self.support($0, forum, wording, &shared) }
    values = [
      Self.site(forum, wording, &shared), shared.html(disclaimer),
      Self.helpline(forum, wording, &shared), shared.list(support), .flag(!support.isEmpty),
      shared.record(Shapes.words, of: wording.strings.texts.map { shared.text($0) }),
      assets.value(prefix: forum.urls.basePath, &shared),
      Self.phoneSentence(forum.settings.helpline, wording, &shared),
    ]
    var bytes: [UInt8] = []
    for value in values { shared.appendCanonicalBytes(of: value, to: &bytes) }
    canonicalBytes = bytes
  }

  /// Returns the record of a page. The layout's values are missing in it, because they are filled
  /// into the page's template beforehand.
  func record(
    _ kind: PageKind, _ page: PageHead, _ pageValues: [Value], _ values: inout ValueArena
  ) -> Value {
    let page = page.record(site, breadcrumbs, &values)
    return values.record(Shapes.shape(of: kind), missing: self.values.count, page, pageValues)
  }
}

/// Contents of the head of a page.
struct PageHead {
  let title: String
  /// Root-relative.
  let url: String
  /// Empty if the page has none.
  let description: String
  let structuredData: StructuredDataKind

  fileprivate func record(
    _ site: BaseURL, _ breadcrumbs: Breadcrumbs, _ values: inout ValueArena
  ) -> Value {
    let canonical = values.text { output in
      appendUTF8(site.origin, to: &output)
      appendUTF8(url, to: &output)
    }
    return values.record(
      Shapes.page,
      [
        values.text(title), canonical, values.text(description),
        structuredData(breadcrumbs, &values),
      ])
  }

  private func structuredData(_ breadcrumbs: Breadcrumbs, _ values: inout ValueArena) -> Value {
    switch structuredData {
    case .omitted: .missing
    case .breadcrumb(let parent, let name):
      values.html(trusted: { breadcrumbs.append(name, below: parent, to: &$0) })
    case .home(let home): values.html(trusted: { home.append(to: &$0) })
    }
  }
}

extension LayoutView {
  private static func site(
    _ forum: Forum, _ wording: Wording, _ values: inout ValueArena
  ) -> Value {
    let urls = forum.urls
    let settings = forum.settings
    // Smaller counts are not shown, because each new post would change every page.
    let isLarge = forum.postCount >= 1000
    let manyMembers = forum.memberCount >= 1000
    return values.record(
      Shapes.site,
      [
        values.text(settings.title),
        values.text(wording.redacted(settings.description, of: forum.formerNames)),
        values.text(settings.language),
        values.text(urls.home), values.text(urls.basePath), values.text(urls.members),
        values.text(urls.tags),
        values.text(forum.glossary.isEmpty ? nil : urls.url("glossary/")),
        values.text(forum.privacyPage.map { forum.pages[$0].url }),
        values.text(urls.url("loads/")), values.text(urls.search),
        values.text(ContentSecurityPolicy.element),
        values.text(isLarge ? wording.posts(forum.postCount) : nil),
        values.text(manyMembers ? wording.members(forum.memberCount) : nil),
        values.text(locale(of: settings.language)),
        .flag(isRightToLeft(settings.language)),
      ])
  }

  /// Returns the language as an Open Graph locale: `en_GB`. Nil for a language without a country.
  private static func locale(of language: String) -> String? {
    let parts = language.split(separator: "-")
    guard let country = parts.dropFirst().first(where: { $0.utf8.count == 2 }) else { return nil }
    return "\(parts[0].lowercased())_\(country.uppercased())"
  }

  private static func phoneSentence(
    _ helpline: Helpline, _ wording: Wording, _ values: inout ValueArena
  ) -> Value {
    wording.linkSentence(
      .ringHelpline, .phone, helpline.phone.displayText, to: helpline.phone.url,
      [.name: helpline.name], in: &values)
  }

  /// Names of helplines and organisations are not redacted: Rose in "Rose's Line" is not a former
  /// member.
  private static func helpline(
    _ forum: Forum, _ wording: Wording, _ values: inout ValueArena
  ) -> Value {
    let helpline = forum.settings.helpline
    let redacted = { wording.redacted($0, of: forum.formerNames) }
    let hours = helpline.hours.map { Self.hours($0, wording, &values) }
    let closures = upcomingClosures(helpline, today: forum.today).map {
      values.record(
        Shapes.closure,
        [wording.date($0.day, withWeekday: true, &values), values.text(redacted($0.reason))])
    }
    return values.record(
      Shapes.helpline,
      [
        values.text(helpline.name), values.text(helpline.phone.displayText),
        values.text(helpline.phone.url), values.list(hours),
        values.text(relay(forum, wording)), values.text(helpline.callbackURL),
        values.text(helpline.note.map(redacted)), values.list(closures),
        values.text(forum.settings.zone.name), values.text(closedDays(helpline)),
      ])
  }

  /// Returns opening hours as text for readers and as numbers for helpline.js.
  private static func hours(
    _ hours: OpeningHours, _ wording: Wording, _ values: inout ValueArena
  ) -> Value {
    values.record(
      Shapes.hours,
      [
        values.text(wording.days(hours.days)), values.text(wording.times(hours)),
        values.text(hours.days.map(String.init).joined(separator: " ")), .number(hours.open),
        .number(hours.close), values.text(wording.openingTime(hours.open)),
        values.text(wording.openingTime(hours.close)),
      ])
  }

  /// Returns all closures in forum.yml, past ones too, so that the value does not change from one
  /// day to the next.
  private static func closedDays(_ helpline: Helpline) -> String {
    helpline.closures.map(\.day.machineText).joined(separator: " ")
  }

  /// Returns the closures from the day of the build to eight weeks later, both included.
  static func upcomingClosures(_ helpline: Helpline, today: Day) -> [HelplineClosure] {
    helpline.closures.filter {
      (0...56).contains($0.day.daysSince1970 - today.daysSince1970)
    }
  }

  private static func relay(_ forum: Forum, _ wording: Wording) -> String? {
    let helpline = forum.settings.helpline
    let needsIsolation = isRightToLeft(forum.settings.language)
    // Isolated (Unicode Standard Annex 9). Otherwise the groups of digits would be reordered.
    let number = { (text: String) in needsIsolation ? "\u{2066}\(text)\u{2069}" : text }
    return helpline.relayPrefix.map {
      wording.formatted(
        .helplineRelay, [.prefix: number($0), .phone: number(helpline.phone.displayText)])
    }
  }

  private static func support(
    _ line: SupportLine, _ forum: Forum, _ wording: Wording, _ values: inout ValueArena
  ) -> Value {
    values.record(
      Shapes.support,
      [
        values.text(line.name), values.text(line.phone?.displayText),
        values.text(line.phone?.url), values.text(line.url),
        values.text(line.note.map { wording.redacted($0, of: forum.formerNames) }),
      ])
  }
}
