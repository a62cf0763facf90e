import Content
import Fingerprints
import Forum
import Mustache

/// Renders files for programs. They have no templates, because their formats are fixed.
extension PageWriter {
  /// Appends the contents of a file for programs. Returns false for any other subject.
  /// `documents` are the threads of a feed.
  func appendMachineFile(
    _ subject: PageSubject, _ documents: [ThreadDocument], to output: inout [UInt8]
  ) -> Bool {
    let forum = site.views.forum
    switch subject {
    case .feed(let scope): AtomFeed(scope, site.views).append(documents, bodies, to: &output)
    case .sitemap(let number): SitemapXML(site: site, number: number).append(to: &output)
    case .robots:
      appendUTF8(RobotsFile(site: forum.settings.url, urls: forum.urls).text, to: &output)
    case .securityContact: appendUTF8(SecurityContact(forum)?.text ?? "", to: &output)
    case .headers: appendUTF8(HeadersFile(urls: forum.urls, assets: site.assets).text, to: &output)
    case .suggestions(let piece): site.suggestions.append(piece, to: &output)
    default: return false
    }
    return true
  }
}

extension PageWriter {
  /// Adds the bytes of a file for programs that is cheap to make. Returns false for any other
  /// subject.
  func addMachineFile(_ subject: PageSubject, to hasher: inout Fingerprinter) -> Bool {
    var bytes: [UInt8] = []
    guard appendMachineFile(subject, [], to: &bytes) else { return false }
    hasher.combine(bytes)
    return true
  }
}
