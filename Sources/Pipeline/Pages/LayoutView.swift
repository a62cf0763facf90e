import Content
import Forum
import Mustache
import SafeHTML

/// What stands on every page: the site's name, disclaimer, helpline and words.
struct LayoutView: Sendable {
  let site: Record
  let disclaimer: SafeHTML
  let helpline: Record
  let support: [Value]
  let words: Record

  init(_ forum: Forum, _ wording: Wording, disclaimer: SafeHTML) {
    site = Self.site(forum, wording)
    self.disclaimer = disclaimer
    helpline = Self.helpline(forum, wording)
    support = forum.settings.otherSupport.map { Self.support($0, forum, wording) }
    words = Record(Shapes.words, wording.strings.texts.map(Value.text))
  }

  /// The record of a page of that kind, its own values behind the layout's.
  func record(_ kind: PageKind, _ page: PageHead, _ values: [Value]) -> Record {
    let layout: [Value] = [
      .record(site), .html(disclaimer), .record(helpline), .list(support), .flag(!support.isEmpty),
      .record(words),
      .record(page.record),
    ]
    return Record(Shapes.shape(of: kind), layout + values)
  }

  /// Everything of the layout, for the fingerprints of all pages.
  var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    record(.notFound, PageHead(title: "", canonical: "", description: ""), [])
      .appendCanonicalBytes(to: &bytes)
    return bytes
  }
}

/// What the head of a page says of it.
struct PageHead {
  let title: String
  /// Absolute.
  let canonical: String
  /// Empty where there is nothing to say.
  let description: String

  var record: Record {
    Record(Shapes.page, [.text(title), .text(canonical), .text(description)])
  }
}

extension LayoutView {
  private static func site(_ forum: Forum, _ wording: Wording) -> Record {
    let urls = forum.urls
    let settings = forum.settings
    // Small numbers change with every post, and all pages with them.
    let isLarge = forum.postCount >= 1000
    let manyMembers = forum.memberCount >= 1000
    return Record(
      Shapes.site,
      [
        .text(settings.title),
        .text(wording.redacted(settings.description, of: forum.formerNames)),
        .text(settings.language),
        .text(urls.home), .text(urls.prefix), .text(urls.members), .text(urls.tags),
        forum.glossary.isEmpty ? .missing : .text(urls.url("glossary/")),
        forum.privacyPage.map { .text(forum.pages[$0].url) } ?? .missing,
        isLarge ? .text(wording.posts(forum.postCount)) : .missing,
        manyMembers ? .text(wording.members(forum.memberCount)) : .missing,
      ])
  }

  /// Names of lines and organisations stay as they are: Rose's Line is not a former member's.
  private static func helpline(_ forum: Forum, _ wording: Wording) -> Record {
    let helpline = forum.settings.helpline
    let redacted = { wording.redacted($0, of: forum.formerNames) }
    guard case .list(let hoursShape) = Shapes.helpline.fields[3].kind,
      case .list(let closureShape) = Shapes.helpline.fields[7].kind
    else { return Record(Shapes.helpline, []) }
    let hours: [Value] = helpline.hours.map {
      .record(Record(hoursShape, [.text(wording.days($0.days)), .text(wording.times($0))]))
    }
    let closures: [Value] = closuresAhead(helpline, today: forum.today).map {
      .record(
        Record(closureShape, [wording.date($0.day, withWeekday: true), .text(redacted($0.reason))]))
    }
    return Record(
      Shapes.helpline,
      [
        .text(helpline.name), .text(helpline.phone.shown),
        .text("tel:\(helpline.phone.dialled)"), .list(hours), relay(helpline, wording),
        optional(helpline.callbackURL), optional(helpline.note.map(redacted)), .list(closures),
      ])
  }

  /// Those within eight weeks of the day of the build, it included.
  private static func closuresAhead(_ helpline: Helpline, today: Day) -> [Closure] {
    helpline.closures.filter {
      (0...56).contains($0.day.daysSince1970 - today.daysSince1970)
    }
  }

  private static func relay(_ helpline: Helpline, _ wording: Wording) -> Value {
    guard let prefix = helpline.relayPrefix else { return .missing }
    return .text(
      wording.filled(.helplineRelay, ["prefix": prefix, "phone": helpline.phone.shown]))
  }

  private static func support(
    _ line: SupportLine, _ forum: Forum, _ wording: Wording
  ) -> Value {
    .record(
      Record(
        Shapes.support,
        [
          .text(line.name), optional(line.phone?.shown),
          optional(line.phone.map { "tel:\($0.dialled)" }), optional(line.url),
          optional(line.note.map { wording.redacted($0, of: forum.formerNames) }),
        ]))
  }
}

func optional(_ text: String?) -> Value { text.map(Value.text) ?? .missing }
