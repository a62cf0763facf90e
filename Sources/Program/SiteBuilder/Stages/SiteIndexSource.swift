package import Fingerprints
package import Pages
package import Search

/// Adapts a site to what the search index needs.
package struct SiteIndexSource: IndexSource {
  private let site: Site
  private let fingerprints: SearchFingerprints

  package init(_ site: Site, _ fingerprints: SearchFingerprints) {
    (self.site, self.fingerprints) = (site, fingerprints)
  }

  package var forumFingerprint: Fingerprint { fingerprints.sharedFingerprint }

  package var glossaryLinks: [GlossaryLink] {
    site.glossaryLinks.map { GlossaryLink(spellings: $0.spellings, url: $0.url) }
  }

  package func addThread(_ index: Int, to hasher: inout Fingerprinter) {
    fingerprints.add(index, to: &hasher)
  }

  package func makeTexts() -> any IndexTexts { PostTexts(site) }
}

extension PostTexts: IndexTexts {}
