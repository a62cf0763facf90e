import Content
import Forum
import Markdown
import SafeHTML

/// Markdown of this forum as HTML: its links, mentions and former members resolved. One for each
/// worker.
final class BodyRenderer {
  private let forum: Forum
  private let formerMember: String
  private let renderer = MarkdownRenderer()
  private var scratch: [UInt8] = []

  init(_ forum: Forum, _ wording: Wording) {
    self.forum = forum
    formerMember = wording[.formerMember]
  }

  /// `path`: the file that the text stands in, below content/.
  func html(_ body: ArraySlice<UInt8>, _ rules: MarkdownRules, in path: String) -> SafeHTML {
    scratch.removeAll(keepingCapacity: true)
    renderer.render(body, completed(rules, path), into: &scratch)
    return SafeHTML(vouchedFor: Array(scratch))
  }

  func html(_ text: String, _ rules: MarkdownRules, in path: String) -> SafeHTML {
    html(Array(text.utf8)[...], rules, in: path)
  }

  /// The words alone, white space folded, at most so many characters; with an ellipsis when cut.
  func excerpt(_ body: ArraySlice<UInt8>, in path: String, limit: Int) -> String {
    scratch.removeAll(keepingCapacity: true)
    renderer.appendPlainText(of: body, completed(.post, path), to: &scratch)
    return shortened(scratch, limit: limit)
  }
}

extension BodyRenderer {
  private func completed(_ rules: MarkdownRules, _ path: String) -> MarkdownRules {
    var rules = rules
    rules.link = { [self] (reference: LinkReference) -> LinkVerdict in
      verdict(reference, in: path)
    }
    rules.mention = { [self] (candidate: MentionCandidate) -> MentionVerdict? in
      verdict(candidate)
    }
    if !forum.formerNames.isEmpty {
      rules.rewriteText = { [self] (text: UnsafeBufferPointer<UInt8>) -> [UInt8]? in
        rewritten(text)
      }
    }
    return rules
  }

  private func verdict(_ reference: LinkReference, in path: String) -> LinkVerdict {
    switch Destination(reference.destination, site: forum.settings.url) {
    case .outside(let url):
      // A page asks nothing of other sites: a remote image becomes a link to it.
      return .link(href: redactedURL(url), rel: "nofollow ugc noopener")
    case .contact(let url):
      return reference.isImage ? .text : .link(href: redactedURL(url), rel: nil)
    case .inside(let target):
      guard case .url(let url) = forum.resolve(target, isImage: reference.isImage, from: path)
      else { return .text }
      return reference.isImage ? .image(src: url) : .link(href: redactedURL(url), rel: nil)
    case .empty, .refused:
      return .text
    }
  }

  /// A name that left is not kept in an address either.
  private func redactedURL(_ url: String) -> String {
    forum.formerNames.isHeld(inURL: url) ? "#" : url
  }

  private func verdict(_ candidate: MentionCandidate) -> MentionVerdict? {
    guard let (index, byteCount) = forum.mentions.find(candidate) else { return nil }
    let member = forum.members[index]
    if member.isFormer {
      return MentionVerdict(byteCount: byteCount, name: formerMember, href: nil)
    }
    return MentionVerdict(byteCount: byteCount, name: member.name.shown, href: member.url)
  }

  private func rewritten(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard forum.formerNames.mayBeHeld(in: text) || text.contains(UInt8(ascii: "%")) else {
      return nil
    }
    let isURL = looksLikeURL(text)
    let text = String(decoding: text, as: UTF8.self)
    if isURL, forum.formerNames.isHeld(inURL: text) { return Array(formerMember.utf8) }
    return forum.formerNames.replaced(in: text, by: formerMember).map { Array($0.utf8) }
  }
}

/// Runs of white space become one space; cut behind a word, at `limit` bytes at most.
private func shortened(_ bytes: [UInt8], limit: Int) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(limit + 3)
  var wordStart = 0
  for byte in bytes {
    if byte > 0x20 {
      if result.count == limit {
        var end = wordStart > 0 ? wordStart - 1 : limit
        // Within a character of several bytes, back to its beginning.
        while wordStart == 0, end > 0, result[end - 1] >= 0x80 { end -= 1 }
        return String(decoding: result[..<end], as: UTF8.self) + "…"
      }
      result.append(byte)
    } else if wordStart < result.count {
      result.append(0x20)
      wordStart = result.count
    }
  }
  if result.last == 0x20 { result.removeLast() }
  return String(decoding: result, as: UTF8.self)
}

/// Links are handed over by themselves: a text with a space is none.
private func looksLikeURL(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let begins = text.starts(with: "www.".utf8) || text.first == UInt8(ascii: "/")
  return (begins || text.firstRange(of: Array("://".utf8)) != nil) && !text.contains(0x20)
}
