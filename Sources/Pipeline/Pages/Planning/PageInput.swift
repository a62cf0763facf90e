package import Content
package import Forum
package import Survey
import Theme

/// Input that must be read before a page can be made.
package enum PageInput: Sendable {
  /// No file: the page is made from the model alone.
  case model
  /// Files of threads: one for a thread's page, several for a feed.
  case threads([SurveyedThreadFile])
  /// Files of the templates folder that are published as one file.
  case asset([VerbatimFile])
  /// A file of the content folder that is published unchanged.
  case staticFile(VerbatimFile)
}

/// A thread's file as it was surveyed. When it is read again, it must still match `stamp`. `path`
/// is relative to content/.
package struct SurveyedThreadFile: Sendable {
  package let path: String
  package let stamp: SourceStamp
  package let posts: [PostSummary]

  package init(_ thread: ForumThread) {
    (path, stamp, posts) = (thread.path, thread.stamp, thread.posts.summaries)
  }
}

extension Site {
  package func input(of page: PlannedPage) -> PageInput {
    switch page.subject {
    case .thread(let index, _): return .threads([SurveyedThreadFile(views.forum.threads[index])])
    case .feed(let scope):
      return .threads(
        AtomFeed(scope, views).threads.map { SurveyedThreadFile(views.forum.threads[Int($0)]) })
    case .asset(let index): return .asset(asset(index).files)
    case .staticFile(let index): return .staticFile(staticFiles[index])
    default: return .model
    }
  }
}

extension Site {
  /// Returns the asset of a published copy.
  func asset(_ copy: Int) -> ThemeAsset { theme.assets[assets.copies[copy].asset] }
}
