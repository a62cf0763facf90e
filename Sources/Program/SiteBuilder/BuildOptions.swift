package import Content
import Pages

/// What a build is told. All that it depends on besides the files is here: no stage reads the
/// clock or the environment.
package struct BuildOptions: Sendable {
  package var content: String
  package var templates: String
  package var output: String
  /// Stands in for forum.yml's `url`.
  package var baseURL: SiteURL?
  package var showsDrafts = false
  /// The day of the build, or the moment of it, in seconds since 1970 in UTC.
  package var now: BuildMoment
  package var jobs: Int
  package var isStrict = false
  package var isClean = false
  package var adopts = false
  /// More URLs than one sitemap may hold make several.
  package var urlsInSitemap = Sitemap.mostURLs
  /// The folder for manifests; nil: none is kept.
  package var cache: String?
  /// Stands for the program: another one's manifest is worth nothing.
  package var program: String
  /// Where the lists of what the build changed go, without `.written` and `.removed`; nil: nowhere.
  package var changes: String?
  /// Called now and then, from any thread; nil costs nothing.
  package var progress: (@Sendable (BuildProgress) -> Void)?

  package init(
    content: String, templates: String, output: String, now: BuildMoment, jobs: Int,
    cache: String?, program: String
  ) {
    self.content = content
    self.templates = templates
    self.output = output
    self.now = now
    self.jobs = jobs
    self.cache = cache
    self.program = program
  }
}

package enum BuildMoment: Sendable, Hashable {
  case day(Day)
  /// In seconds since 1970 in UTC; the forum's time zone says which day that is.
  case instant(Int64)

  func day(in zone: TimeZoneTable) -> Day {
    switch self {
    case .day(let day): day
    case .instant(let instant): zone.day(at: instant)
    }
  }
}
