package import Fingerprints
package import Pages
package import Search

/// Adapts a site to what the search index needs.
package struct SiteIndexSource: IndexSource {
  private let site: Site
  private let prints: SearchPrints

  package init(_ site: Site, _ prints: SearchPrints) { (self.site, self.prints) = (site, prints) }

  package var base: Fingerprint { prints.base }
  package var suggestionBits: Int { site.suggestions.bits }

  package func add(_ index: Int, to printer: inout Fingerprinter) {
    prints.add(index, to: &printer)
  }

  package func makeTexts() -> any IndexTexts { PostTexts(site) }
}

extension PostTexts: IndexTexts {}
