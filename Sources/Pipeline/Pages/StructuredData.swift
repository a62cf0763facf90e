import Content
import Diagnostics
import Forum
import Localisation
import Mustache

/// A page of a thread as JSON-LD, for machines that read pages: schema.org's DiscussionForumPosting, as
/// Google's "Discussion forum structured data" asks for it. Every page says the first post, with the
/// URL of the first page, and its own other posts as comments.
///
/// Of a post with a content note there is no text: as the first one it has a headline alone, and among
/// the comments, which must have a text, it is left out. A removed post is nowhere: a thread that begins
/// with one is a WebPage with comments, for a posting must have an author.
struct StructuredData {
  private let views: SiteViews
  private let thread: ForumThread
  /// The thread's URL, absolute and as JSON has it.
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

  /// `index`: from 0, of a post that was not removed; `text`: its beginning.
  mutating func addComment(_ index: Int, edited: PostDate?, text: [UInt8]) {
    guard !text.isEmpty else { return }
    let post = thread.posts[index]
    append(comments.isEmpty ? ##"{"@type":"Comment","url":""## : ##",{"@type":"Comment","url":""##)
    comments += url
    views.appendAnchor(of: index + 1, to: &comments)
    append(##"","datePublished":""##)
    views.wording.appendMachineText(post.date, to: &comments)
    append("\"")
    appendEdited(edited, to: &comments)
    append(##","author":"##)
    views.appendPerson(post.member, to: &comments)
    append(##","text":""##)
    text.withUnsafeBufferPointer { appendJSONContent($0, to: &comments) }
    append("\"}")
  }

  private mutating func append(_ json: StaticString) { Self.append(json, to: &comments) }

  /// Appends the JSON. Every string goes through `appendJSONString`, which escapes `<`, `>` and `&`
  /// too: nothing in it can end the script element.
  ///
  /// - Parameters:
  ///   - text: the beginning of the first post; empty where it is not to be shown.
  ///   - edited: when the first post was.
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

extension StructuredData {
  private func appendPosting(text: String, edited: PostDate?, to json: inout [UInt8]) {
    Self.append(##""DiscussionForumPosting","headline":"##, to: &json)
    appendJSONString(thread.title, to: &json)
    appendURL(page: 1, to: &json)
    Self.append(##","datePublished":""##, to: &json)
    views.wording.appendMachineText(thread.started, to: &json)
    Self.append("\"", to: &json)
    appendEdited(edited, to: &json)
    Self.append(##","author":"##, to: &json)
    views.appendPerson(thread.posts[0].member, to: &json)
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
    if number > 1 { appendLaterPage(number, to: &json) }
    Self.append("\"", to: &json)
  }

  private func appendEdited(_ date: PostDate?, to json: inout [UInt8]) {
    guard let date else { return }
    Self.append(##","dateModified":""##, to: &json)
    views.wording.appendMachineText(date, to: &json)
    Self.append("\"", to: &json)
  }

  private static func append(_ json: StaticString, to output: inout [UInt8]) {
    json.withUTF8Buffer { output.append(contentsOf: $0) }
  }
}
