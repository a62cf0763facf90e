import Diagnostics
import Files
import Fingerprints

/// A thread's summary and its warnings as bytes that can be kept.
///
///     stamp: size, modified, changed, inode | fingerprint | latest day of a post
///     flags, title, slug and where it was written, tags, aliases, authors
///     posts, as they lie in memory
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
    for author in authors { writer.author(author) }
    writer.short(posts.count)
    posts.withUnsafeBytes { writer.raw($0) }
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
}

/// What a record says, if it is about the file at hand.
struct ThreadRecord {
  let summary: ThreadSummary
  let warnings: [Diagnostic]

  /// Nil when the record is of the file with another stamp, has posts that `today` has not seen
  /// yet, or is none at all.
  init?(
    _ bytes: UnsafeRawBufferPointer, of path: String, stamp: SourceStamp, today: Day, shown: String
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
    let authors = reader.list(ofThingsOf: 12) { $0.author() }
    let posts = reader.posts(authors: authors.count, size: stamp.stamp.size)
    let links = reader.list(ofThingsOf: 28) { $0.link() }
    let mentions = reader.list(ofThingsOf: 8) {
      MentionNote(text: $0.text(), offset: $0.short())
    }
    warnings = reader.list(ofThingsOf: 24) { $0.warning(in: shown) }
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

  fileprivate mutating func author(_ author: AuthorSummary) {
    text(author.name)
    short(Int(author.offset))
    short(author.earliest == nil ? 0 : 1)
    guard let date = author.earliest else { return }
    number(date.instant)
    short(Int(date.offset))
    short((date.isDayOnly ? 1 : 0) | (date.hasSeconds ? 2 : 0))
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
    short(warning.place.line)
    short(warning.place.column)
    text(orNone: warning.suggestion)
    text(orNone: warning.excerpt)
  }
}

private let bases: [InsideTarget.Base] = [.file, .root, .site]

extension RecordReader {
  fileprivate mutating func stamp() -> SourceStamp {
    SourceStamp(.init(size: number(), modified: number(), changed: number(), inode: word()))
  }

  fileprivate mutating func scalars() -> [YAMLScalar] {
    list(ofThingsOf: 8) { YAMLScalar(text: $0.text(), offset: $0.short()) }
  }

  fileprivate mutating func author() -> AuthorSummary {
    let (name, offset) = (text(), Int32(truncatingIfNeeded: short()))
    var earliest: PostDate?
    if short() != 0 {
      let (instant, ahead, flags) = (number(), Int32(truncatingIfNeeded: short()), short())
      let date = PostDate(
        instant: instant, offset: ahead, isDayOnly: flags & 1 != 0, hasSeconds: flags & 2 != 0)
      if !date.isPossible { reject() }
      earliest = date
    }
    return AuthorSummary(name: name, offset: offset, earliest: earliest)
  }

  fileprivate mutating func posts(authors: Int, size: Int64) -> [PostSummary] {
    let stride = MemoryLayout<PostSummary>.stride
    let count = count(ofThingsOf: stride)
    let bytes = take(count * stride)
    let posts = [PostSummary](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      initialized = count
    }
    if !posts.allSatisfy({ $0.isPossible(authors: authors, size: size) }) { reject() }
    return posts
  }

  fileprivate mutating func link() -> LocalLink {
    let (text, offset, isImage, base) = (text(), short(), short() != 0, short())
    if !bases.indices.contains(base) { reject() }
    let target = InsideTarget(
      base: bases.indices.contains(base) ? bases[base] : .file, path: self.text(),
      fragment: textOrNone(), query: textOrNone())
    return LocalLink(target: target, isImage: isImage, text: text, offset: offset)
  }

  fileprivate mutating func warning(in file: String) -> Diagnostic {
    let (id, message) = (text(), text())
    let place = Place(file: file, line: short(), column: short())
    return Diagnostic(
      .warning, id, message, at: place, suggestion: textOrNone(), excerpt: textOrNone())
  }
}

extension PostDate {
  /// Whether it can be computed with, whatever it was read from: the calendar's years, and no
  /// offset that no zone has ever had.
  fileprivate var isPossible: Bool {
    instant > -200_000 && instant < 253_402_500_000 && abs(Int(offset)) <= 100_000
  }
}

extension PostSummary {
  fileprivate func isPossible(authors: Int, size: Int64) -> Bool {
    author >= 0 && author < authors && date.isPossible && checkedDay >= -2
      && checkedDay < 3_000_000 && bodyStart >= 0 && bodyStart <= bodyEnd && bodyEnd <= size
  }
}
