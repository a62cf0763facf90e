package import Diagnostics
import YAML

/// Everything except the bytes of a file that affects the result of reading it.
package struct ReadingContext: Sendable {
  package let zone: TimeZoneTable
  package let today: Day
  package let official: OfficialContacts

  package init(zone: TimeZoneTable, today: Day, official: OfficialContacts = .empty) {
    self.zone = zone
    self.today = today
    self.official = official
  }
}

/// Parses a thread file and reports its errors.
package struct ThreadReader {
  static let maximumPostSize = 64 << 10
  static let maximumPostCount = 50_000

  package let file: TextFile
  private let context: ReadingContext
  private(set) var collector: DiagnosticCollector

  package init(_ file: TextFile, _ context: ReadingContext) {
    self.file = file
    self.context = context
    collector = DiagnosticCollector(file.source)
  }

  /// Returns a nil document if the file has errors. The diagnostics include warnings.
  package mutating func read() -> (document: ParsedThread?, diagnostics: [Diagnostic]) {
    let splitter = FrontMatterSplitter(file.source.bytes)
    let sections = splitter.threadSections(from: file.start, &collector)
    guard let first = sections.first, sections.count <= Self.maximumPostCount else {
      if sections.count > Self.maximumPostCount { reportTooManyPosts(sections) }
      return (nil, collector.diagnostics)
    }
    let document = document(first, replies: sections.dropFirst())
    let hasErrors = collector.diagnostics.contains { $0.severity == .error }
    return (hasErrors ? nil : document, collector.diagnostics)
  }
}

extension ThreadReader {
  /// Parses one post again, of a file that had no errors. Nil if there is no block.
  ///
  /// - Parameter fenceOffset: offset of the `---` that opens the block.
  package mutating func post(
    fenceAt fenceOffset: Int, _ body: Range<Int>, isFirst: Bool
  ) -> PostDocument? {
    guard let head = FrontMatterSplitter(file.source.bytes).head(fenceAt: fenceOffset, &collector)
    else {
      return nil
    }
    let keys = isFirst ? Self.firstKeys : Self.replyKeys
    let section = FrontMatterSection(fenceOffset: fenceOffset, head: head, body: body)
    return fields(of: section, isFirst ? "a thread" : "a reply", keys)
      .flatMap { post(section, $0) }
  }
}

extension ThreadReader {
  private static let postKeys = ["author", "date", "content_note", "edited", "reviewed", "removed"]
  private static let firstKeys =
    postKeys + ["title", "tags", "status", "pinned", "draft", "slug", "aliases"]
  private static let replyKeys = postKeys + ["subject", "accepted"]

  private mutating func document(
    _ first: FrontMatterSection, replies: ArraySlice<FrontMatterSection>
  ) -> ParsedThread? {
    var posts: [PostDocument] = []
    posts.reserveCapacity(replies.count + 1)
    let head = fields(of: first, "a thread", Self.firstKeys)
    if let head, let post = post(first, head) { posts.append(post) }
    for section in replies {
      if let post = simpleReply(section) ?? reply(section) { posts.append(post) }
    }
    checkOrder(of: posts)
    checkAccepted(posts)
    return head.flatMap { document($0, posts: posts) }
  }

  mutating func reply(_ section: FrontMatterSection) -> PostDocument? {
    fields(of: section, "a reply", Self.replyKeys).flatMap { post(section, $0) }
  }

  /// Reads a reply whose block has only an author and a date, as most do, without creating nodes.
  ///
  /// Returns nil, and reports nothing, if the block has other keys or a value to report. `reply`
  /// then reads the block.
  mutating func simpleReply(_ section: FrontMatterSection) -> PostDocument? {
    let bytes = file.source.bytes
    var block = SimpleFrontMatterParser(bytes, range: section.head)
    guard let (author, written) = block.authorAndDate(),
      let date = PostDate(bytes[written], zone: context.zone), date.day <= context.today
    else { return nil }
    checkBody(section, isRemoved: false)
    let name = String(decoding: bytes[author], as: UTF8.self)
    return PostDocument(LocatedText(text: name, offset: author.lowerBound), date, section)
  }

  private mutating func document(_ head: Fields, posts: [PostDocument]) -> ParsedThread? {
    let title = head.required("title", "title: Results, and what they mean", &collector)
    let status = head.choice("status", from: ["open", "closed"], &collector)
    let document = ParsedThread(
      source: file.source, stamp: file.stamp,
      title: title?.text ?? "",
      tags: head.texts("tags", &collector),
      isClosed: status == "closed",
      isPinned: head.boolean("pinned", &collector) ?? false,
      isDraft: head.boolean("draft", &collector) ?? false,
      slug: head.scalar("slug", &collector),
      aliases: head.texts("aliases", &collector),
      posts: posts)
    return title == nil ? nil : document
  }

  private mutating func fields(
    of section: FrontMatterSection, _ noun: String, _ keys: [String]
  ) -> Fields? {
    let count = collector.diagnostics.count
    guard let node = parseFrontMatter(file.source, section.head, &collector) else {
      // A block that has only comments is also empty. Its post must not be omitted without a
      // diagnostic.
      if collector.diagnostics.count == count {
        collector.error(
          "empty-front-matter",
          "there is no 'key: value' between the two lines '---'; a thread needs 'title', 'author' "
            + "and 'date'",
          at: section.fenceOffset)
      }
      return nil
    }
    return Fields(node, of: noun, keys: keys, at: section.fenceOffset, &collector)
  }

  private mutating func post(_ section: FrontMatterSection, _ fields: Fields) -> PostDocument? {
    let author = fields.required("author", "author: Wren", &collector)
    checkName(author)
    let date = requiredDate(fields)
    // Most replies have no other keys.
    if fields.entries.count == 2, let author, let date {
      checkBody(section, isRemoved: false)
      return PostDocument(author, date, section)
    }
    let removed = fields.text("removed", &collector)
    let post = author.flatMap { author in
      date.map { date in
        PostDocument(
          author: author, date: date,
          contentNote: fields.text("content_note", &collector),
          subject: fields.text("subject", &collector),
          edited: dateField("edited", fields),
          reviewed: dateField("reviewed", fields),
          isAccepted: fields.boolean("accepted", &collector) ?? false,
          removed: removed, fenceOffset: section.fenceOffset, body: section.body)
      }
    }
    checkBody(section, isRemoved: removed != nil)
    return post
  }

  private mutating func requiredDate(_ fields: Fields) -> PostDate? {
    guard let scalar = fields.required("date", "date: 2022-05-31T19:42", &collector) else {
      return nil
    }
    let date = date(scalar, key: "date")
    if let date, date.day > context.today {
      collector.warning(
        "date-in-future", "this date is in the future",
        at: scalar.offset)
    }
    return date
  }

  private mutating func dateField(_ key: String, _ fields: Fields) -> PostDate? {
    fields.scalar(key, &collector).flatMap { date($0, key: key) }
  }

  private mutating func date(_ scalar: LocatedText, key: String) -> PostDate? {
    if let date = PostDate(scalar.text, zone: context.zone) { return date }
    collector.error(
      "not-a-date",
      "'\(scalar.text)' is not a date; write '\(key)' as 2022-05-31 or 2022-05-31T19:42",
      at: scalar.offset)
    return nil
  }

  /// Reports a name that cannot be shown on one line or has spaces around it.
  private mutating func checkName(_ name: LocatedText?) {
    guard let name, let message = messageForInvalidName(name.text) else { return }
    collector.error("bad-name", message, at: name.offset)
  }

  private mutating func checkBody(_ section: FrontMatterSection, isRemoved: Bool) {
    if section.body.count > Self.maximumPostSize {
      collector.error(
        "post-too-large",
        "this post is larger than 64 kB; split it, or delete what was pasted by mistake",
        at: section.fenceOffset)
    }
    let isEmpty = section.body.allSatisfy { file.source.bytes[$0].isWhiteSpace }
    if isEmpty, !isRemoved {
      collector.error(
        "empty-post",
        "this post has no text; write it below the '---', or add 'removed:' with the reason why it "
          + "was removed", at: section.fenceOffset)
    }
  }

  private mutating func checkOrder(of posts: [PostDocument]) {
    for (before, post) in zip(posts, posts.dropFirst()) where post.date < before.date {
      // A date without a time says nothing about the order of posts on that day.
      let isSameDay = post.date.isDayOnly && post.date.day == before.date.day
      guard !isSameDay else { continue }
      collector.warning(
        "date-out-of-order", "this reply is dated before the post above it",
        at: post.fenceOffset)
    }
  }

  private mutating func checkAccepted(_ posts: [PostDocument]) {
    for post in posts.filter(\.isAccepted).dropFirst() {
      collector.error(
        "two-accepted",
        "only one reply can be 'accepted', and one above already is; delete one of "
          + "the two",
        at: post.fenceOffset)
    }
  }

  private mutating func reportTooManyPosts(_ sections: [FrontMatterSection]) {
    collector.error(
      "too-many-posts",
      "this thread has \(sections.count) posts, and the limit is 50,000; begin a second thread",
      at: sections[Self.maximumPostCount].fenceOffset)
  }
}
