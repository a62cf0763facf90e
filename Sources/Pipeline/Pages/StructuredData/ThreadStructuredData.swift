import Content
import Diagnostics
import Forum
import Localisation
import Mustache

/// JSON-LD of a thread's page: DiscussionForumPosting of schema.org, as Google's "Discussion
/// forum structured data" describes it. Every page contains the first post, with the URL of the
/// first page, and its own other posts as comments.
///
/// The text of a post with a content note is left out: as the first post it has only a headline,
/// and as a comment, which must have a text, it is omitted. Removed posts are omitted. If the
/// first post was removed, the page is a WebPage with comments, because a posting must have an
/// author.
struct ThreadStructuredData {
  private let views: SiteViews
  private let thread: ForumThread
  /// Absolute URL of the thread, escaped for JSON.
  private let url: [UInt8]
  private var comments: [UInt8] = []

  init(_ views: SiteViews, _ thread: ForumThread) {
    self.views = views
    self.thread = thread
    var url: [UInt8] = []
    appendJSONContent(views.forum.settings.url.absolute(thread.url), to: &url)
    self.url = url
    comments.reserveCapacity(views.forum.settings.postsPerPage * 600)
  }

  /// Adds a comment. `index` counts from 0 and is that of a post that was not removed. `text` is
  /// the beginning of the post.
  mutating func addComment(_ index: Int, edited: PostDate?, text: [UInt8]) {
    guard !text.isEmpty else { return }
    let post = thread.posts[index]
    append(comments.isEmpty ? ##"{"@type":"Comment","url":""## : ##",{"@type":"Comment","url":""##)
    comments += url
    views.appendAnchor(of: index + 1, to: &comments)
    append(##"","datePublished":""##)
    views.wording.appendISO8601(post.date, to: &comments)
    append("\"")
    appendEdited(edited, to: &comments)
    append(##","author":"##)
    views.appendAuthorJSON(post.member, to: &comments)
    append(##","text":""##)
    text.withUnsafeBufferPointer { appendJSONContent($0, to: &comments) }
    append("\"}")
  }

  private mutating func append(_ json: StaticString) { Self.append(json, to: &comments) }

  /// Appends the JSON. `appendJSONString` and `appendJSONContent` also escape `<`, `>` and `&` in
  /// all texts, so that no text can end the script element.
  ///
  /// - Parameters:
  ///   - text: the beginning of the first post. Empty if it must not be shown.
  ///   - edited: the date of the last edit of the first post.
  func append(page number: Int, text: String, edited: PostDate?, to json: inout [UInt8]) {
    Self.append(##"{"@context":"https://schema.org","@type":"##, to: &json)
    if thread.posts[0].isRemoved {
      Self.append(##""WebPage","name":"##, to: &json)
      appendJSONString(thread.title, to: &json)
      appendURL(page: number, to: &json)
    } else {
      appendPosting(text: text, edited: edited, to: &json)
    }
    appendBoard(to: &json)
    if !comments.isEmpty {
      Self.append(##","comment":["##, to: &json)
      json += comments
      Self.append("]", to: &json)
    }
    Self.append("}", to: &json)
  }
}

extension ThreadStructuredData {
  private func appendPosting(text: String, edited: PostDate?, to json: inout [UInt8]) {
    Self.append(##""DiscussionForumPosting","headline":"##, to: &json)
    appendJSONString(thread.title, to: &json)
    appendURL(page: 1, to: &json)
    Self.append(##","datePublished":""##, to: &json)
    views.wording.appendISO8601(thread.started, to: &json)
    Self.append("\"", to: &json)
    appendEdited(edited, to: &json)
    Self.append(##","author":"##, to: &json)
    views.appendAuthorJSON(thread.posts[0].member, to: &json)
    guard !text.isEmpty else { return }
    Self.append(##","text":"##, to: &json)
    appendJSONString(text, to: &json)
  }

  private func appendBoard(to json: inout [UInt8]) {
    let board = views.forum.boards[thread.board]
    Self.append(##","isPartOf":{"@type":"CollectionPage","name":"##, to: &json)
    appendJSONString(board.document.title, to: &json)
    Self.append(##","url":"##, to: &json)
    appendJSONString(views.forum.settings.url.absolute(board.url), to: &json)
    Self.append("}", to: &json)
  }

  private func appendURL(page number: Int, to json: inout [UInt8]) {
    Self.append(##","url":""##, to: &json)
    json += url
    if number > 1 { appendPageSuffix(number, to: &json) }
    Self.append("\"", to: &json)
  }

  private func appendEdited(_ date: PostDate?, to json: inout [UInt8]) {
    guard let date else { return }
    Self.append(##","dateModified":""##, to: &json)
    views.wording.appendISO8601(date, to: &json)
    Self.append("\"", to: &json)
  }

  private static func append(_ json: StaticString, to output: inout [UInt8]) {
    json.withUTF8Buffer { output.append(contentsOf: $0) }
  }
}
