import Content
import Fingerprints
import Forum
import Pages
import Publishing
import Theme

/// Everything that is known before the first byte is written.
struct SitePlan {
  let forum: Forum
  let theme: CompiledTheme
  let site: Site
  let mentions: ThreadMentions
  let surveyContext: SurveyContext
  /// Fingerprint of all inputs. Nil if a later build must not rely on it.
  let inputFingerprint: Fingerprint?
}

extension SiteBuild {
  /// Builds the site. Meanwhile, runs the output prescan on both threads.
  mutating func buildSite(
    _ forum: Forum, _ theme: CompiledTheme, staticFiles: [VerbatimFile]
  ) -> Site {
    let (prescan, maximumURLs) = (prescan, options.maximumURLsPerSitemap)
    let site = parallel.runConcurrently { _ in
      let site = Site(
        forum, theme, staticFiles: staticFiles, maximumURLsPerSitemap: maximumURLs)
      while prescan.scanNext() {}
      return site
    } draining: {
      prescan.scanNext()
    }
    stopwatch.lap("site")
    return site
  }
}
