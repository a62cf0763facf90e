import Content
import Forum
import Localisation
import Markdown
import SafeHTML
import Theme

/// Renders the forum's Markdown as HTML, with links and mentions resolved and the names of former
/// members replaced. Each worker needs its own instance.
final class BodyRenderer {
  private let renderer = MarkdownRenderer()
  private let rewriter: ReferenceRewriter
  private let pageRules: MarkdownRules
  private let postRules: MarkdownRules
  /// Rules for the words of a post that the search indexes.
  private let wordRules: MarkdownRules
  /// Rules for posts in which glossary terms are explained.
  private let explainedRules: MarkdownRules
  private let explainer: TermExplainer?
  private var scratch: [UInt8] = []

  /// `meanings` explains glossary terms in posts. Nil: no terms are explained.
  init(_ forum: Forum, _ wording: Wording, _ meanings: GlossaryMeanings? = nil) {
    rewriter = ReferenceRewriter(forum, formerMember: wording[.formerMember])
    pageRules = rewriter.addingCallbacks(to: .page)
    postRules = rewriter.addingCallbacks(to: .post)
    var wordRules = postRules
    wordRules.plainText = .ownWords
    self.wordRules = wordRules
    let explainer = meanings.map(TermExplainer.init)
    self.explainer = explainer
    var explainedRules = postRules
    explainedRules.explain = explainer.map { explainer in { explainer.next(in: $0) } }
    self.explainedRules = explainedRules
  }

  /// Returns the safe HTML of a page, a board's introduction or a bio. `path` is the file that
  /// contains the text, relative to content/.
  func html(_ body: ArraySlice<UInt8>, in path: String) -> SafeHTML {
    rewriter.path = path
    var html: [UInt8] = []
    renderer.render(body, pageRules, into: &html)
    return SafeHTML(trusted: html)
  }

  func html(_ text: String, in path: String) -> SafeHTML {
    html(Array(text.utf8)[...], in: path)
  }

  /// Returns the plain text with white space collapsed. Text longer than `limit` bytes is cut,
  /// between words if possible, and gets an ellipsis.
  func excerpt(_ body: ArraySlice<UInt8>, in path: String, limit: Int) -> String {
    rewriter.path = path
    scratch.removeAll(keepingCapacity: true)
    renderer.appendPlainText(of: body, postRules, to: &scratch, byteLimit: limit + 1)
    rewriter.redact(&scratch)
    var excerpt: [UInt8] = []
    appendTruncated(scratch, limit: limit, to: &excerpt)
    return String(decoding: excerpt, as: UTF8.self)
  }

  /// Appends the plain text of the author's own words, without block quotes and code.
  func appendWords(of body: ArraySlice<UInt8>, in path: String, to text: inout [UInt8]) {
    rewriter.path = path
    scratch.removeAll(keepingCapacity: true)
    if rewriter.needsParser(body) || !renderer.appendPlainTextIfSimple(of: body, to: &scratch) {
      renderer.appendPlainText(of: body, wordRules, to: &scratch)
    }
    rewriter.redact(&scratch)
    text.append(contentsOf: scratch)
  }

  /// Appends the safe HTML of post `number`, with glossary terms explained.
  func append(
    _ body: ArraySlice<UInt8>, post number: Int, in path: String, to html: inout [UInt8]
  ) {
    rewriter.path = path
    explainer?.begin(post: number)
    renderer.render(body, explainedRules, into: &html)
  }

  /// Also appends the beginning of the post, cut at `limit` bytes, to `excerpt`. The Markdown is
  /// parsed once.
  func append(
    _ body: ArraySlice<UInt8>, post number: Int, in path: String, to html: inout [UInt8],
    limit: Int, excerpt: inout [UInt8]
  ) {
    rewriter.path = path
    explainer?.begin(post: number)
    scratch.removeAll(keepingCapacity: true)
    renderer.render(body, explainedRules, into: &html, plainText: &scratch, byteLimit: limit + 1)
    rewriter.redact(&scratch)
    appendTruncated(scratch, limit: limit, to: &excerpt)
  }
}

/// Decides how links, mentions and names of former members are rendered.
private final class ReferenceRewriter {
  /// File that contains the text, relative to content/.
  var path = ""
  private let forum: Forum
  private let formerMember: String

  init(_ forum: Forum, formerMember: String) {
    self.forum = forum
    self.formerMember = formerMember
  }

  func addingCallbacks(to rules: MarkdownRules) -> MarkdownRules {
    var rules = rules
    rules.findsOffsets = false
    rules.link = { [self] (reference: LinkReference) -> LinkRendering in
      rendering(of: reference, in: path)
    }
    rules.mention = { [self] (candidate: MentionCandidate) -> MentionRendering? in
      rendering(of: candidate)
    }
    if !forum.formerNames.isEmpty {
      rules.rewriteText = { [self] (text: UnsafeBufferPointer<UInt8>) -> [UInt8]? in
        rewritten(text)
      }
    }
    return rules
  }

  private func rendering(of reference: LinkReference, in path: String) -> LinkRendering {
    switch Destination(reference.destination, site: forum.settings.url) {
    case .external(let url):
      // Pages load nothing from other sites, so a remote image becomes a link.
      return .link(href: redactedURL(url), rel: "nofollow ugc noopener")
    case .contact(let url):
      return reference.isImage ? .text : .link(href: redactedURL(url), rel: nil)
    case .local(let target):
      guard case .url(let url) = forum.resolve(target, isImage: reference.isImage, from: path)
      else { return .text }
      return reference.isImage ? .image(src: url) : .link(href: redactedURL(url), rel: nil)
    case .empty, .disallowed:
      return .text
    }
  }

  /// Returns `#` for a URL that contains the name of a former member.
  private func redactedURL(_ url: String) -> String {
    forum.formerNames.occur(inURL: url) ? "#" : url
  }

  private func rendering(of candidate: MentionCandidate) -> MentionRendering? {
    guard let (index, byteCount) = forum.mentions.find(candidate) else { return nil }
    let member = forum.members[index]
    if member.isFormer {
      return MentionRendering(byteCount: byteCount, name: formerMember, href: nil)
    }
    return MentionRendering(byteCount: byteCount, name: member.name.displayName, href: member.url)
  }

  /// Whether only the parser can tell where the text names a former member, because `%` can encode
  /// a name and `@` can begin a mention. May be true for other texts.
  func needsParser(_ text: ArraySlice<UInt8>) -> Bool {
    !forum.formerNames.isEmpty
      && text.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "@") }
  }

  /// Replaces the names of former members in plain text. A name that markup splits in the HTML is
  /// contiguous here. A URL is a single word.
  func redact(_ text: inout [UInt8]) {
    guard text.withUnsafeBufferPointer(forum.formerNames.mayOccur) else { return }
    let words = String(decoding: text, as: UTF8.self).split(
      separator: " ", omittingEmptySubsequences: false
    ).map { word in
      let isName = word.contains("/") && forum.formerNames.occur(inURL: String(word))
      return isName ? formerMember : String(word)
    }.joined(separator: " ")
    text = Array((forum.formerNames.replacingNames(in: words, with: formerMember) ?? words).utf8)
  }

  private func rewritten(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard forum.formerNames.mayOccur(in: text) else { return nil }
    let isURL = looksLikeURL(text)
    let text = String(decoding: text, as: UTF8.self)
    if isURL, forum.formerNames.occur(inURL: text) { return Array(formerMember.utf8) }
    return forum.formerNames.replacingNames(in: text, with: formerMember).map { Array($0.utf8) }
  }
}

/// Appends `text` with runs of white space collapsed to one space. Text longer than `limit` bytes
/// is cut, between words if possible, and gets an ellipsis.
private func appendTruncated(_ text: [UInt8], limit: Int, to output: inout [UInt8]) {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit + 1) { words in
    text.withUnsafeBufferPointer { text in
      let (count, isTruncated) = collapseWhiteSpace(text, into: words, limit: limit)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: words[..<count]))
      if isTruncated { output += "…".utf8 }
    }
  }
}

/// Writes `text` to `words` with white space collapsed, until `limit` bytes are reached. Returns
/// the number of bytes and whether text was cut. The capacity of `words` must be at least
/// `limit + 1`.
private func collapseWhiteSpace(
  _ text: UnsafeBufferPointer<UInt8>, into words: UnsafeMutableBufferPointer<UInt8>, limit: Int
) -> (count: Int, isTruncated: Bool) {
  var (count, wordStart) = (0, 0)
  for byte in text {
    if byte > 0x20 {
      if count >= limit {
        if wordStart > 0 { return (wordStart - 1, true) }
        words[limit] = byte
        return (utf8SequenceStart(words, at: limit), true)
      }
      words[count] = byte
      count += 1
    } else if wordStart < count {
      words[count] = 0x20
      count += 1
      wordStart = count
    }
  }
  return (count > 0 && words[count - 1] == 0x20 ? count - 1 : count, false)
}

/// Returns the start of the UTF-8 sequence that contains the byte at `index`.
private func utf8SequenceStart(_ words: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> Int {
  var start = index
  while start > 0, words[start] & 0xC0 == 0x80 { start -= 1 }
  return start
}

/// Whether the text is a URL. The renderer passes the text of a bare URL on its own, so a text
/// with a space is not a URL.
private func looksLikeURL(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let hasURLStart = text.starts(with: "www.".utf8) || text.first == UInt8(ascii: "/")
  return (hasURLStart || text.firstRange(of: Array("://".utf8)) != nil) && !text.contains(0x20)
}
