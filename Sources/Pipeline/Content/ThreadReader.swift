package import Diagnostics

/// Everything that the result of reading a file depends on, besides its bytes.
package struct ReadingContext: Sendable {
  package let zone: TimeZoneTable
  package let today: Day
  package let official: OfficialContacts

  package init(zone: TimeZoneTable, today: Day, official: OfficialContacts = .unknown) {
    self.zone = zone
    self.today = today
    self.official = official
  }
}

/// Reads a thread file into a document, or reports what is wrong with it.
package struct ThreadReader {
  static let largestPost = 64 << 10
  static let mostPosts = 50_000

  package let file: TextFile
  private let rules: ReadingContext
  private(set) var problems: DiagnosticCollector

  package init(_ file: TextFile, _ rules: ReadingContext) {
    self.file = file
    self.rules = rules
    problems = DiagnosticCollector(file.source)
  }

  /// Nil when the file has errors; the diagnostics hold its warnings as well.
  package mutating func read() -> (document: ParsedThread?, diagnostics: [Diagnostic]) {
    let cutter = FrontMatterSplitter(file.source.bytes)
    let sections = cutter.threadSections(from: file.start, &problems)
    guard let first = sections.first, sections.count <= Self.mostPosts else {
      if sections.count > Self.mostPosts { reportTooManyPosts(sections) }
      return (nil, problems.diagnostics)
    }
    let document = document(first, replies: sections.dropFirst())
    let hasErrors = problems.diagnostics.contains { $0.severity == .error }
    return (hasErrors ? nil : document, problems.diagnostics)
  }
}

extension ThreadReader {
  /// Reads one post again, of a file that had no errors. `opening`: where its block begins. Nil when
  /// there is no block there.
  package mutating func post(
    openedAt opening: Int, _ body: Range<Int>, isFirst: Bool
  ) -> Post? {
    guard let head = FrontMatterSplitter(file.source.bytes).head(openedAt: opening, &problems)
    else {
      return nil
    }
    let keys = isFirst ? Self.firstKeys : Self.replyKeys
    let section = FrontMatterSection(opening: opening, head: head, body: body)
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
    var posts: [Post] = []
    posts.reserveCapacity(replies.count + 1)
    let head = fields(of: first, "a thread", Self.firstKeys)
    if let head, let post = post(first, head) { posts.append(post) }
    for section in replies {
      if let post = plainReply(section) ?? reply(section) { posts.append(post) }
    }
    checkOrder(of: posts)
    checkAccepted(posts)
    return head.flatMap { document($0, posts: posts) }
  }

  mutating func reply(_ section: FrontMatterSection) -> Post? {
    fields(of: section, "a reply", Self.replyKeys).flatMap { post(section, $0) }
  }

  /// Reads a reply whose block has only an author and a date, as most do, without creating nodes.
  ///
  /// Returns nil, and reports nothing, if the block has other keys or a value to report. `reply`
  /// then reads the block.
  mutating func plainReply(_ section: FrontMatterSection) -> Post? {
    let bytes = file.source.bytes
    var block = SimpleFrontMatterParser(bytes, range: section.head)
    guard let (author, written) = block.authorAndDate(),
      let date = PostDate(bytes[written], zone: rules.zone), date.day <= rules.today
    else { return nil }
    checkBody(section, isRemoved: false)
    let name = String(decoding: bytes[author], as: UTF8.self)
    return Post(YAMLScalar(text: name, offset: author.lowerBound), date, section)
  }

  private mutating func document(_ head: Fields, posts: [Post]) -> ParsedThread? {
    let title = head.required("title", "title: Results, and what they mean", &problems)
    let status = head.word("status", of: ["open", "closed"], &problems)
    let document = ParsedThread(
      source: file.source, stamp: file.stamp,
      title: title?.text ?? "",
      tags: head.texts("tags", &problems),
      isClosed: status == "closed",
      isPinned: head.flag("pinned", &problems) ?? false,
      isDraft: head.flag("draft", &problems) ?? false,
      slug: head.scalar("slug", &problems),
      aliases: head.texts("aliases", &problems),
      posts: posts)
    return title == nil ? nil : document
  }

  private mutating func fields(
    of section: FrontMatterSection, _ noun: String, _ keys: [String]
  ) -> Fields? {
    let count = problems.diagnostics.count
    guard let node = blockNode(file.source, section.head, &problems) else {
      // A block that has only comments is also empty. Its post must not be omitted without a
      // diagnostic.
      if problems.diagnostics.count == count {
        problems.error(
          "empty-front-matter",
          "this block has no keys; a thread needs 'title', 'author' and 'date'",
          at: section.opening)
      }
      return nil
    }
    return Fields(node, of: noun, keys: keys, at: section.opening, &problems)
  }

  private mutating func post(_ section: FrontMatterSection, _ fields: Fields) -> Post? {
    let author = fields.required("author", "author: Wren", &problems)
    checkName(author)
    let date = requiredDate(fields)
    // Most replies have no other keys.
    if fields.entries.count == 2, let author, let date {
      checkBody(section, isRemoved: false)
      return Post(author, date, section)
    }
    let removed = fields.text("removed", &problems)
    let post = author.flatMap { author in
      date.map { date in
        Post(
          author: author, date: date,
          contentNote: fields.text("content_note", &problems),
          subject: fields.text("subject", &problems),
          edited: dateField("edited", fields),
          reviewed: dateField("reviewed", fields),
          isAccepted: fields.flag("accepted", &problems) ?? false,
          removed: removed, opening: section.opening, body: section.body)
      }
    }
    checkBody(section, isRemoved: removed != nil)
    return post
  }

  private mutating func requiredDate(_ fields: Fields) -> PostDate? {
    guard let scalar = fields.required("date", "date: 2022-05-31T19:42", &problems) else {
      return nil
    }
    let date = date(scalar, key: "date")
    if let date, date.day > rules.today {
      problems.warning(
        "date-in-future", "this date lies after the day of the build",
        at: scalar.offset)
    }
    return date
  }

  private mutating func dateField(_ key: String, _ fields: Fields) -> PostDate? {
    fields.scalar(key, &problems).flatMap { date($0, key: key) }
  }

  private mutating func date(_ scalar: YAMLScalar, key: String) -> PostDate? {
    if let date = PostDate(scalar.text, zone: rules.zone) { return date }
    problems.error(
      "not-a-date",
      "'\(scalar.text)' is no date that the calendar has; write "
        + "'\(key)' as 2022-05-31 or 2022-05-31T19:42", at: scalar.offset)
    return nil
  }

  /// Reports a name that cannot be shown on one line or has spaces around it.
  private mutating func checkName(_ name: YAMLScalar?) {
    guard let name, let fault = nameFault(name.text) else { return }
    problems.error("bad-name", fault, at: name.offset)
  }

  private mutating func checkBody(_ section: FrontMatterSection, isRemoved: Bool) {
    if section.body.count > Self.largestPost {
      problems.error(
        "post-too-large",
        "this post is larger than 64 kB; split it, or take out what was pasted by mistake",
        at: section.opening)
    }
    let isEmpty = section.body.allSatisfy { file.source.bytes[$0].isWhiteSpace }
    if isEmpty, !isRemoved {
      problems.error(
        "empty-post",
        "this post has no text; write it below the block, or say with "
          + "'removed:' why it was taken away", at: section.opening)
    }
  }

  private mutating func checkOrder(of posts: [Post]) {
    for (before, post) in zip(posts, posts.dropFirst()) where post.date < before.date {
      // A date without a time says nothing about the order of posts on that day.
      let isSameDay = post.date.isDayOnly && post.date.day == before.date.day
      guard !isSameDay else { continue }
      problems.warning(
        "date-out-of-order", "this reply is dated before the post above it",
        at: post.opening)
    }
  }

  private mutating func checkAccepted(_ posts: [Post]) {
    for post in posts.filter(\.isAccepted).dropFirst() {
      problems.error(
        "two-accepted", "one reply at most is 'accepted'; another one above is",
        at: post.opening)
    }
  }

  private mutating func reportTooManyPosts(_ sections: [FrontMatterSection]) {
    problems.error(
      "too-many-posts",
      "a thread holds at most 50,000 posts, this one has "
        + "\(sections.count); begin a second thread", at: sections[Self.mostPosts].opening)
  }
}
