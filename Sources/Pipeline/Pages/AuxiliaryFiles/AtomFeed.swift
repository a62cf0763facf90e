import Content
import Diagnostics
import Forum
import Localisation
import Mustache
import Theme

/// An Atom feed (RFC 4287) of the newest posts of the forum, a board or a tag.
struct AtomFeed {
  let posts: [NewestPosts.PostPosition]
  /// Indices of the threads of `posts`, without duplicates. Their files are read for the feed.
  let threads: [Int32]

  private let views: SiteViews
  private let scope: FeedScope

  /// Maximum length of a post's excerpt, in bytes.
  private static let excerptLimit = 300
  /// Maximum length of the disclaimer, in bytes. It is generous because a feed reader shows the
  /// disclaimer nowhere else.
  private static let disclaimerLimit = 1000

  private var forum: Forum { views.forum }
  private var wording: Wording { views.wording }

  init(_ scope: FeedScope, _ views: SiteViews) {
    self.scope = scope
    self.views = views
    posts = NewestPosts(scope, of: views.forum).posts
    var seen: Set<Int32> = []
    threads = posts.map(\.thread).filter { seen.insert($0).inserted }
  }

  /// Appends the feed. `documents` are those of `threads`, in the same order.
  func append(_ documents: [ThreadDocument], _ bodies: BodyRenderer, to output: inout [UInt8]) {
    let documentsByThread = Dictionary(
      zip(threads, documents).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    let entries = posts.compactMap { post in
      documentsByThread[post.thread].map { Entry(post, forum.threads[Int(post.thread)], $0) }
    }
    appendHead(entries.map(\.updated).max() ?? fallbackDate, bodies, to: &output)
    for entry in entries { append(entry, bodies, to: &output) }
    appendUTF8("</feed>\n", to: &output)
  }
}

/// A post of the feed with its contents from the thread's file.
private struct Entry {
  let thread: ForumThread
  let number: Int
  let post: PostDocument
  let member: Int
  let text: ArraySlice<UInt8>

  init(_ post: NewestPosts.PostPosition, _ thread: ForumThread, _ document: ThreadDocument) {
    self.thread = thread
    number = Int(post.number)
    self.post = document.posts[number - 1]
    member = Int(thread.posts[number - 1].member)
    text = document.source.bytes[self.post.body]
  }

  /// Date of the last edit, but at least the date of the post: an edit date without a time counts
  /// from midnight, which may be before the post.
  var updated: PostDate { max(post.date, post.edited ?? post.date) }
}

extension AtomFeed {
  /// Date of a feed without posts, because a feed must have one (RFC 4287, 4.1.1): the first day
  /// of the forum or, if there are no threads, December 2005, when Atom was published as a
  /// standard.
  var fallbackDate: PostDate {
    let isNew = forum.threads.isEmpty
    let day = isNew ? Day(year: 2005, month: 12, day: 1) : nil
    let local = Int64(day?.daysSince1970 ?? forum.days.lowerBound) * 86_400
    let offset = forum.settings.zone.offset(atLocal: local)
    return PostDate(
      instant: local - Int64(offset), offset: offset, isDayOnly: true, hasSeconds: false)
  }

  private func appendHead(
    _ updated: PostDate, _ bodies: BodyRenderer, to output: inout [UInt8]
  ) {
    appendUTF8(#"<?xml version="1.0" encoding="utf-8"?>"#, to: &output)
    appendUTF8("\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"", to: &output)
    appendXML(forum.settings.language, to: &output)
    appendUTF8("\">\n", to: &output)
    appendXML(element: "id", absolute(views.feedURL(of: scope)), to: &output)
    appendXML(element: "title", views.feedTitle(of: scope), to: &output)
    let disclaimer = Array(forum.settings.disclaimer.text.utf8)[...]
    appendXML(
      element: "subtitle",
      bodies.excerpt(disclaimer, in: "forum.yml", limit: Self.disclaimerLimit), to: &output)
    appendXML(element: "updated", updated.timestamp, to: &output)
    appendLink("self", "application/atom+xml", views.feedURL(of: scope), to: &output)
    appendLink("alternate", "text/html", views.pageURL(of: scope), to: &output)
  }

  private func append(_ entry: Entry, _ bodies: BodyRenderer, to output: inout [UInt8]) {
    let url = forum.postURL(entry.thread, entry.number)
    appendUTF8("<entry>\n", to: &output)
    appendXML(element: "id", absolute(id(of: entry)), to: &output)
    appendXML(element: "title", title(of: entry), to: &output)
    appendLink("alternate", "text/html", url, to: &output)
    appendXML(element: "published", entry.post.date.timestamp, to: &output)
    appendXML(element: "updated", entry.updated.timestamp, to: &output)
    appendAuthor(of: entry, to: &output)
    for tag in entry.thread.tags { appendCategory(forum.tags[Int(tag)].name, to: &output) }
    let summary = summary(of: entry, bodies)
    if !summary.isEmpty { appendXML(element: "summary", summary, to: &output) }
    appendUTF8("</entry>\n", to: &output)
  }

  /// The URL of the thread without a page number: page numbers depend on the settings, but an ID
  /// must never change (RFC 4287, 4.2.6).
  private func id(of entry: Entry) -> String { "\(entry.thread.url)#post-\(entry.number)" }

  /// Returns the thread's title for the first post, even if that has a subject of its own.
  private func title(of entry: Entry) -> String {
    guard entry.number > 1 else { return entry.thread.title }
    if let subject = entry.post.subject { return views.redacted(subject) }
    return wording.formatted(.replySubject, [.title: entry.thread.title])
  }

  private func appendAuthor(of entry: Entry, to output: inout [UInt8]) {
    let member = forum.members[entry.member]
    appendUTF8("<author>\n", to: &output)
    appendXML(element: "name", wording.name(of: member), to: &output)
    if let url = member.url { appendXML(element: "uri", absolute(url), to: &output) }
    appendUTF8("</author>\n", to: &output)
  }

  private func appendCategory(_ name: String, to output: inout [UInt8]) {
    appendUTF8("<category term=\"", to: &output)
    appendXML(name, to: &output)
    appendUTF8("\"/>\n", to: &output)
  }

  /// Returns an excerpt of the post or, if the post has a content note, only the note.
  private func summary(of entry: Entry, _ bodies: BodyRenderer) -> String {
    if let note = entry.post.contentNote {
      return "\(wording[.contentNote]) \(views.redacted(note))"
    }
    return bodies.excerpt(entry.text, in: entry.thread.path, limit: Self.excerptLimit)
  }

  private func appendLink(
    _ relation: String, _ type: String, _ url: String, to output: inout [UInt8]
  ) {
    appendUTF8("<link rel=\"\(relation)\" type=\"\(type)\" href=\"", to: &output)
    appendXML(absolute(url), to: &output)
    appendUTF8("\"/>\n", to: &output)
  }

  private func absolute(_ url: String) -> String { forum.settings.url.absolute(url) }
}

extension PostDate {
  /// Timestamp by RFC 3339 in the forum's time zone. A date without a time becomes midnight.
  fileprivate var timestamp: String {
    PostDate(instant: instant, offset: offset, isDayOnly: false, hasSeconds: true).machineText
  }
}
