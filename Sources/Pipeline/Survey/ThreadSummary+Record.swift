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
    writer.word(fingerprint.high)
    writer.word(fingerprint.low)
    writer.short(latestDay.daysSince1970)
    writer.short((isClosed ? 1 : 0) | (isPinned ? 2 : 0) | (isDraft ? 4 : 0))
    writer.text(title)
    writer.text(slug.description)
    writer.short(slugOffset ?? -1)
    writer.scalars(tags)
    writer.scalars(aliases)
    writer.short(authors.count)
    writer.posts(posts)
    for (author, post) in zip(authors, earliestPosts) { writer.author(author, post) }
    writer.short(references.links.count)
    for link in references.links { writer.link(link) }
    writer.short(references.mentions.count)
    for mention in references.mentions {
      writer.text(mention.text)
      writer.short(mention.offset)
    }
    writer.short(warnings.count)
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
    names: inout NameInterner, shown: @autoclosure () -> String
  ) {
    var reader = RecordReader(bytes)
    guard reader.stamp() == stamp else { return nil }
    let fingerprint = Fingerprint(high: reader.word(), low: reader.word())
    guard reader.short() <= today.daysSince1970 else { return nil }
    let flags = reader.short()
    let title = reader.text()
    guard let slug = Slug(reader.text()) else { return nil }
    let slugOffset = reader.short()
    let (tags, aliases) = (reader.scalars(), reader.scalars())
    let authorCount = reader.count(ofThingsOf: 3)
    let posts = reader.posts(authors: authorCount, size: stamp.stamp.size)
    let authors = reader.authors(authorCount, of: posts, &names)
    let links = reader.list(ofThingsOf: 7) { $0.link() }
    let mentions = reader.list(ofThingsOf: 2) {
      PossibleMention(text: $0.text(), offset: $0.short())
    }
    warnings = reader.list(ofThingsOf: 6) { $0.warning(in: shown()) }
    guard !reader.isBroken, reader.isAtEnd, !posts.isEmpty else { return nil }
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
    number(stamp.size)
    number(stamp.modified)
    number(stamp.changed)
    word(stamp.inode)
  }

  fileprivate mutating func scalars(_ scalars: [YAMLScalar]) {
    short(scalars.count)
    for scalar in scalars {
      text(scalar.text)
      short(scalar.offset)
    }
  }

  fileprivate mutating func posts(_ posts: [PostSummary]) {
    short(posts.count)
    var before = PostSummary.none
    for post in posts {
      short(Int(post.instant - before.instant))
      short(Int(post.offset - before.offset))
      short(Int(post.author))
      short(Int(post.checkedDay) - Int(before.checkedDay))
      short(Int(post.bodyStart) - Int(before.bodyEnd))
      short(Int(post.bodyEnd) - Int(post.bodyStart))
      short(Int(post.marks.rawValue))
      before = post
    }
  }

  /// - Parameter post: the number of the post with the earliest date, from 1. 0 if there is none.
  fileprivate mutating func author(_ author: AuthorSummary, _ post: Int) {
    text(author.name)
    short(Int(author.offset))
    short(post)
  }

  fileprivate mutating func link(_ link: LocalLink) {
    text(link.text)
    short(link.offset)
    short(link.isImage ? 1 : 0)
    short(bases.firstIndex(of: link.target.base) ?? 0)
    text(link.target.path)
    text(orNone: link.target.fragment)
    text(orNone: link.target.query)
  }

  fileprivate mutating func warning(_ warning: Diagnostic) {
    text(warning.id)
    text(warning.message)
    short(warning.location.line)
    short(warning.location.column)
    text(orNone: warning.suggestion)
    text(orNone: warning.excerpt)
  }
}

private let bases: [LocalTarget.Base] = [.file, .root, .site]

extension RecordReader {
  fileprivate mutating func stamp() -> SourceStamp {
    SourceStamp(.init(size: number(), modified: number(), changed: number(), inode: word()))
  }

  fileprivate mutating func scalars() -> [YAMLScalar] {
    list(ofThingsOf: 2) { YAMLScalar(text: $0.text(), offset: $0.short()) }
  }

  fileprivate mutating func posts(authors: Int, size: Int64) -> [PostSummary] {
    var posts: [PostSummary] = []
    let count = count(ofThingsOf: 7)
    posts.reserveCapacity(count)
    var before = PostSummary.none
    for _ in 0..<count {
      let post = post(after: before)
      guard post.isPossible(authors: authors, size: size) else {
        reject()
        break
      }
      posts.append(post)
      before = post
    }
    return posts
  }

  private mutating func post(after before: PostSummary) -> PostSummary {
    let instant = before.instant &+ Int64(short())
    let offset = before.offset &+ Int32(truncatingIfNeeded: short())
    let author = Int32(truncatingIfNeeded: short())
    let day = before.checkedDay &+ Int32(truncatingIfNeeded: short())
    let start = before.bodyEnd &+ Int32(truncatingIfNeeded: short())
    return PostSummary(
      instant: instant, offset: offset, author: author, checkedDay: day, bodyStart: start,
      bodyEnd: start &+ Int32(truncatingIfNeeded: short()),
      marks: .init(rawValue: Int32(truncatingIfNeeded: short())))
  }

  fileprivate mutating func authors(
    _ count: Int, of posts: [PostSummary], _ names: inout NameInterner
  ) -> [AuthorSummary] {
    var authors: [AuthorSummary] = []
    authors.reserveCapacity(count)
    for _ in 0..<count where !isBroken {
      let (name, number) = names.name(textBytes())
      let (offset, post) = (Int32(truncatingIfNeeded: short()), short())
      if post != 0, !posts.indices.contains(post &- 1) { reject() }
      let date = isBroken || post == 0 ? nil : posts[post - 1].date
      authors.append(AuthorSummary(name: name, number: number, offset: offset, earliest: date))
    }
    return authors
  }

  fileprivate mutating func link() -> LocalLink {
    let (text, offset, isImage, base) = (text(), short(), short() != 0, short())
    if !bases.indices.contains(base) { reject() }
    let target = LocalTarget(
      base: bases.indices.contains(base) ? bases[base] : .file, path: self.text(),
      fragment: textOrNone(), query: textOrNone())
    return LocalLink(target: target, isImage: isImage, text: text, offset: offset)
  }

  fileprivate mutating func warning(in file: String) -> Diagnostic {
    let (id, message) = (text(), text())
    let place = SourceLocation(file: file, line: short(), column: short())
    return Diagnostic(
      .warning, id, message, at: place, suggestion: textOrNone(), excerpt: textOrNone())
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
    instant: 0, offset: 0, author: 0, checkedDay: 0, bodyStart: 0, bodyEnd: 0, marks: [])

  fileprivate func isPossible(authors: Int, size: Int64) -> Bool {
    author >= 0 && author < authors && date.isPossible && checkedDay >= -2
      && checkedDay < 3_000_000 && bodyStart >= 0 && bodyStart <= bodyEnd && bodyEnd <= size
  }
}
