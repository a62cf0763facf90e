import Content
import Diagnostics
import Files
import Fingerprints

/// The record of a thread in the survey cache: its summary and its warnings.
///
///     stamp: size, modified, changed, inode | fingerprint | latest day of a post
///     flags, title, slug and its offset, tags, aliases, number of authors
///     posts, each as the differences from the post before it
///     authors, each with the number of the post that has the earliest date
///     links, mentions, warnings
extension ThreadSummary {
  func record(_ warnings: [Diagnostic], in writer: inout RecordWriter) {
    writer.stamp(stamp)
    writer.uint64(fingerprint.high)
    writer.uint64(fingerprint.low)
    writer.varint(latestDay.daysSince1970)
    writer.varint((isClosed ? 1 : 0) | (isPinned ? 2 : 0) | (isDraft ? 4 : 0))
    writer.text(title)
    writer.text(slug.description)
    writer.varint(slugOffset ?? -1)
    writer.scalars(tags)
    writer.scalars(aliases)
    writer.varint(authors.count)
    writer.posts(posts)
    for (author, post) in zip(authors, earliestPosts) { writer.author(author, post) }
    writer.varint(references.links.count)
    for link in references.links { writer.link(link) }
    writer.varint(references.mentions.count)
    for mention in references.mentions {
      writer.text(mention.text)
      writer.varint(mention.offset)
    }
    writer.varint(warnings.count)
    for warning in warnings { writer.warning(warning) }
  }

  /// Number of each author's post with the earliest date, from 1. 0 if there is none.
  private var earliestPosts: [Int] {
    var numbers = Array(repeating: 0, count: authors.count)
    for (index, post) in posts.enumerated() {
      let author = Int(post.author)
      if numbers[author] == 0, !post.isRemoved, authors[author].earliest == post.date {
        numbers[author] = index + 1
      }
    }
    return numbers
  }
}

/// A decoded record of the survey cache.
struct ThreadRecord {
  let summary: ThreadSummary
  let warnings: [Diagnostic]

  /// Nil if the record belongs to a file with another stamp, has a post dated after `today`, or
  /// is not valid.
  init?(
    _ bytes: UnsafeRawBufferPointer, of path: String, stamp: SourceStamp, today: Day,
    names: inout NameInterner, displayPath: @autoclosure () -> String
  ) {
    var reader = RecordReader(bytes)
    guard reader.stamp() == stamp else { return nil }
    let fingerprint = Fingerprint(high: reader.uint64(), low: reader.uint64())
    guard reader.varint() <= today.daysSince1970 else { return nil }
    let flags = reader.varint()
    let title = reader.text()
    guard let slug = Slug(reader.text()) else { return nil }
    let slugOffset = reader.varint()
    let (tags, aliases) = (reader.scalars(), reader.scalars())
    let authorCount = reader.elementCount(minimumSize: 3)
    let posts = reader.posts(authors: authorCount, size: stamp.stamp.size)
    let authors = reader.authors(authorCount, of: posts, &names)
    let links = reader.elements(minimumSize: 7) { $0.link() }
    let mentions = reader.elements(minimumSize: 2) {
      PossibleMention(text: $0.text(), offset: $0.varint())
    }
    warnings = reader.elements(minimumSize: 6) { $0.warning(in: displayPath()) }
    guard !reader.isDamaged, reader.isAtEnd, !posts.isEmpty else { return nil }
    summary = ThreadSummary(
      path: path, stamp: stamp, fingerprint: fingerprint, title: title, slug: slug,
      slugOffset: slugOffset < 0 ? nil : slugOffset, tags: tags, aliases: aliases,
      isClosed: flags & 1 != 0, isPinned: flags & 2 != 0, isDraft: flags & 4 != 0,
      authors: authors, posts: posts, references: References(links: links, mentions: mentions))
  }
}

extension RecordWriter {
  fileprivate mutating func stamp(_ stamp: SourceStamp) {
    let stamp = stamp.stamp
    int64(stamp.size)
    int64(stamp.modified)
    int64(stamp.changed)
    uint64(stamp.inode)
  }

  fileprivate mutating func scalars(_ scalars: [LocatedText]) {
    varint(scalars.count)
    for scalar in scalars {
      text(scalar.text)
      varint(scalar.offset)
    }
  }

  fileprivate mutating func posts(_ posts: [PostSummary]) {
    varint(posts.count)
    var before = PostSummary.none
    for post in posts {
      varint(Int(post.instant - before.instant))
      varint(Int(post.offset - before.offset))
      varint(Int(post.author))
      varint(Int(post.lastReviewedDay) - Int(before.lastReviewedDay))
      varint(Int(post.bodyStart) - Int(before.bodyEnd))
      varint(Int(post.bodyEnd) - Int(post.bodyStart))
      varint(Int(post.flags.rawValue))
      before = post
    }
  }

  /// - Parameter post: the number of the post with the earliest date, from 1. 0 if there is none.
  fileprivate mutating func author(_ author: AuthorSummary, _ post: Int) {
    text(author.name)
    varint(Int(author.offset))
    varint(post)
  }

  fileprivate mutating func link(_ link: LocalLink) {
    text(link.text)
    varint(link.offset)
    varint(link.isImage ? 1 : 0)
    varint(bases.firstIndex(of: link.target.base) ?? 0)
    text(link.target.path)
    optionalText(link.target.fragment)
    optionalText(link.target.query)
  }

  fileprivate mutating func warning(_ warning: Diagnostic) {
    text(warning.id)
    text(warning.message)
    varint(warning.location.line)
    varint(warning.location.column)
    optionalText(warning.suggestion)
    optionalText(warning.excerpt)
  }
}

private let bases: [LocalTarget.Base] = [.file, .root, .site]

extension RecordReader {
  fileprivate mutating func stamp() -> SourceStamp {
    SourceStamp(.init(size: int64(), modified: int64(), changed: int64(), inode: uint64()))
  }

  fileprivate mutating func scalars() -> [LocatedText] {
    elements(minimumSize: 2) { LocatedText(text: $0.text(), offset: $0.varint()) }
  }

  fileprivate mutating func posts(authors: Int, size: Int64) -> [PostSummary] {
    var posts: [PostSummary] = []
    let count = elementCount(minimumSize: 7)
    posts.reserveCapacity(count)
    var before = PostSummary.none
    for _ in 0..<count {
      let post = post(after: before)
      guard post.isPossible(authors: authors, size: size) else {
        markDamaged()
        break
      }
      posts.append(post)
      before = post
    }
    return posts
  }

  private mutating func post(after before: PostSummary) -> PostSummary {
    let instant = before.instant &+ Int64(varint())
    let offset = before.offset &+ Int32(truncatingIfNeeded: varint())
    let author = Int32(truncatingIfNeeded: varint())
    let day = before.lastReviewedDay &+ Int32(truncatingIfNeeded: varint())
    let start = before.bodyEnd &+ Int32(truncatingIfNeeded: varint())
    return PostSummary(
      instant: instant, offset: offset, author: author, lastReviewedDay: day, bodyStart: start,
      bodyEnd: start &+ Int32(truncatingIfNeeded: varint()),
      flags: .init(rawValue: Int32(truncatingIfNeeded: varint())))
  }

  fileprivate mutating func authors(
    _ count: Int, of posts: [PostSummary], _ names: inout NameInterner
  ) -> [AuthorSummary] {
    var authors: [AuthorSummary] = []
    authors.reserveCapacity(count)
    for _ in 0..<count where !isDamaged {
      let (name, nameID) = names.intern(textBytes())
      let (offset, post) = (Int32(truncatingIfNeeded: varint()), varint())
      if post != 0, !posts.indices.contains(post &- 1) { markDamaged() }
      let date = isDamaged || post == 0 ? nil : posts[post - 1].date
      authors.append(AuthorSummary(name: name, nameID: nameID, offset: offset, earliest: date))
    }
    return authors
  }

  fileprivate mutating func link() -> LocalLink {
    let (text, offset, isImage, base) = (text(), varint(), varint() != 0, varint())
    if !bases.indices.contains(base) { markDamaged() }
    let target = LocalTarget(
      base: bases.indices.contains(base) ? bases[base] : .file, path: self.text(),
      fragment: optionalText(), query: optionalText())
    return LocalLink(target: target, isImage: isImage, text: text, offset: offset)
  }

  fileprivate mutating func warning(in file: String) -> Diagnostic {
    let (id, message) = (text(), text())
    let location = SourceLocation(file: file, line: varint(), column: varint())
    return Diagnostic(
      .warning, id, message, at: location, suggestion: optionalText(), excerpt: optionalText())
  }
}

extension PostDate {
  /// Whether the date is within the calendar's years and its offset is plausible, so that
  /// calculations with it cannot overflow.
  fileprivate var isPossible: Bool {
    instant > -200_000 && instant < 253_402_500_000 && abs(Int(offset)) <= 100_000
  }
}

extension PostSummary {
  /// The base for the differences of the first post.
  fileprivate static let none = PostSummary(
    instant: 0, offset: 0, author: 0, lastReviewedDay: 0, bodyStart: 0, bodyEnd: 0, flags: [])

  fileprivate func isPossible(authors: Int, size: Int64) -> Bool {
    author >= 0 && author < authors && date.isPossible && lastReviewedDay >= -2
      && lastReviewedDay < 3_000_000 && bodyStart >= 0 && bodyStart <= bodyEnd && bodyEnd <= size
  }
}
