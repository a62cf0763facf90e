import Content
import Fingerprints
import Forum

/// Fingerprints of auxiliary files: files for programs, such as feeds, sitemaps and robots.txt.
extension PagePlanner {
  /// Adds the contents of an auxiliary file. Returns false for any other subject.
  func addAuxiliaryFile(_ subject: PageSubject) -> Bool {
    switch subject {
    case .feed(let scope): addFeed(scope)
    case .sitemap(let number): addSitemap(number)
    default: return generator.addAuxiliaryFile(subject, to: &hasher)
    }
    return true
  }

  /// Adds a feed: its threads' files by their fingerprints, and the parts of the forum that
  /// entries show.
  private func addFeed(_ scope: FeedScope) {
    hasher.combine("feed")
    switch scope {
    case .forum: break
    case .board(let index): hasher.combine(nameFingerprints.boards[index])
    case .tag(let index): hasher.combine(nameFingerprints.tags[index])
    }
    let feed = AtomFeed(scope, site.views)
    if feed.posts.isEmpty { hasher.combine(feed.fallbackDate) }
    for index in feed.threads { addThread(Int(index)) }
    for post in feed.posts {
      // The position among the feed's threads is added, because indices in the forum change with
      // every new thread.
      hasher.combine(feed.threads.firstIndex(of: post.thread) ?? 0)
      hasher.combine(Int(post.number))
      let thread = site.views.forum.threads[Int(post.thread)]
      hasher.combine(nameFingerprints.author(thread.posts[Int(post.number) - 1].member).appearance)
    }
  }

  private func addThread(_ index: Int) {
    let thread = site.views.forum.threads[index]
    hasher.combine(thread.fingerprint)
    hasher.combine(threads.links[index])
    hasher.combine(thread.tags.count)
    for tag in thread.tags { hasher.combine(nameFingerprints.tags[Int(tag)]) }
    addReferences(of: thread, index)
  }

  /// Adds a sitemap. Its threads are added by existing fingerprints, which avoids building the
  /// URLs of all pages.
  private func addSitemap(_ number: Int) {
    hasher.combine("sitemap")
    hasher.combine(number == 0 ? site.sitemap.indexedFileCount : 0)
    for run in site.sitemap[number] {
      hasher.combine(run.pages.lowerBound)
      hasher.combine(run.pages.count)
      if case .thread(let index, _) = run.subject {
        hasher.combine(site.views.forum.threads[index].fingerprint)
        hasher.combine(threads.links[index])
      } else {
        hasher.combine(site.views.indexedURL(of: run.subject)?.first ?? "")
      }
    }
  }
}
