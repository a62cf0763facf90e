import Content
import Fingerprints
import Forum
import Mustache

/// Renders auxiliary files. They have no templates, because their formats are fixed.
extension PageGenerator {
  /// Appends the contents of an auxiliary file. Returns false for any other subject.
  /// `documents` are the threads of a feed.
  func appendAuxiliaryFile(
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
    default: return false
    }
    return true
  }
}

extension PageGenerator {
  /// Adds the bytes of an auxiliary file that is cheap to make. Returns false for any other
  /// subject.
  func addAuxiliaryFile(_ subject: PageSubject, to hasher: inout Fingerprinter) -> Bool {
    var bytes: [UInt8] = []
    guard appendAuxiliaryFile(subject, [], to: &bytes) else { return false }
    hasher.combine(bytes)
    return true
  }
}
