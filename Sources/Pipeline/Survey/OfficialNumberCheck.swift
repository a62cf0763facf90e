import Content
import Diagnostics
import Markdown

/// Warns of telephone numbers in official posts that are not among the forum's own. A wrong digit
/// would send a reader in need to a stranger.
final class OfficialNumberCheck {
  private let contacts: OfficialContacts
  private let renderer = MarkdownRenderer()
  private var html: [UInt8] = []

  init(_ contacts: OfficialContacts) {
    self.contacts = contacts
  }

  /// Checks the posts of official authors.
  func check(
    _ document: ParsedThread, _ authors: AuthorList, _ diagnostics: inout DiagnosticCollector
  ) {
    let isOfficial = authors.authors.map { contacts.isOfficial($0.name) }
    guard isOfficial.contains(true) else { return }
    for (index, author) in authors.indices.enumerated() where isOfficial[Int(author)] {
      let post = document.posts[index]
      if post.removed == nil { check(document.source.bytes[post.body], &diagnostics) }
    }
  }
}

extension OfficialNumberCheck {
  /// The byte scan also finds numbers in code and in addresses, so the parser must confirm its
  /// results.
  private func check(_ body: ArraySlice<UInt8>, _ diagnostics: inout DiagnosticCollector) {
    let suspects = PhoneNumberScan(body, except: contacts.includes).numbers()
    guard !suspects.isEmpty else { return }
    var visible = visibleNumbers(body)
    for suspect in suspects where visible.remove(suspect.number) != nil {
      let text = String(decoding: body[suspect.range], as: UTF8.self)
      diagnostics.warning(
        "unknown-phone-number",
        "'\(text.replacing("\n", with: " "))' in this official post is not one of the forum's "
          + "telephone numbers; check it, or add it to 'other_support' in forum.yml",
        at: suspect.range.lowerBound)
    }
  }

  /// Returns the numbers that readers see in the rendered body or that a link dials.
  private func visibleNumbers(_ body: ArraySlice<UInt8>) -> Set<NormalisedPhoneNumber> {
    var numbers: Set<NormalisedPhoneNumber> = []
    var rules = MarkdownRules.post
    rules.link = { [self] reference in
      let isTel = reference.destination.lowercased().hasPrefix("tel:")
      if isTel {
        numbers.formUnion(phoneNumbers(in: Array(reference.destination.utf8.dropFirst(4))))
      }
      if reference.isImage { return .text }
      let isAddress = (reference.isBareURL || reference.isAutolink) && !isTel
      return .link(href: isAddress ? VisibleText.address : "", rel: nil)
    }
    html.removeAll(keepingCapacity: true)
    renderer.render(body, rules, into: &html)
    return numbers.union(phoneNumbers(in: VisibleText.bytes(of: html)))
  }

  private func phoneNumbers(in text: [UInt8]) -> [NormalisedPhoneNumber] {
    PhoneNumberScan(text[...], except: contacts.includes).numbers().map(\.number)
  }
}
