package import Content
import Pages

/// Options of a build: everything that it depends on besides its input files. No stage reads the
/// date or the environment.
package struct BuildOptions: Sendable {
  package var content: String
  package var templates: String
  package var output: String
  /// Replaces `url` in forum.yml.
  package var baseURL: BaseURL?
  package var showsDrafts = false
  /// The day of the build, or the time that determines it.
  package var buildTime: BuildTime
  package var jobs: Int
  package var isStrict = false
  package var isClean = false
  package var adoptsFolder = false
  /// Maximum number of URLs in one sitemap file. More URLs are split over several files.
  package var maximumURLsPerSitemap = Sitemap.maximumURLs
  /// Folder for all caches. If nil, nothing is cached.
  package var cache: String?
  /// Identifies the executable. Caches that another version wrote are ignored.
  package var program: String
  /// Path of the change lists, without `.written` and `.removed`. If nil, none are written.
  package var changeListsPath: String?
  /// Called from time to time, on any thread.
  package var progress: (@Sendable (BuildProgress) -> Void)?

  package init(
    content: String, templates: String, output: String, buildTime: BuildTime, jobs: Int,
    cache: String?, program: String
  ) {
    self.content = content
    self.templates = templates
    self.output = output
    self.buildTime = buildTime
    self.jobs = jobs
    self.cache = cache
    self.program = program
  }
}

package enum BuildTime: Sendable, Hashable {
  case day(Day)
  /// Seconds since 1970 in UTC. The forum's time zone determines the day.
  case instant(Int64)

  func day(in zone: TimeZoneTable) -> Day {
    switch self {
    case .day(let day): day
    case .instant(let instant): zone.day(at: instant)
    }
  }
}
