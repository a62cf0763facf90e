import Content
import Fingerprints
import Forum

/// Fingerprints of files for programs: feeds, sitemaps and similar files.
extension PagePlanner {
  /// Adds the contents of a file for programs. Returns false for any other subject.
  func addMachineFile(_ subject: PageSubject) -> Bool {
    switch subject {
    case .feed(let scope): addFeed(scope)
    case .sitemap(let number): addSitemap(number)
    case .suggestions(let piece): addSuggestions(piece)
    default: return writer.addMachineFile(subject, to: &printer)
    }
    return true
  }

  /// Adds a feed: its threads' files by their fingerprints, and the parts of the forum that
  /// entries show.
  private func addFeed(_ scope: FeedScope) {
    printer.add("feed")
    switch scope {
    case .forum: break
    case .board(let index): printer.add(prints.boards[index])
    case .tag(let index): printer.add(prints.tags[index])
    }
    let feed = AtomFeed(scope, site.views)
    if feed.posts.isEmpty { printer.add(feed.beginning) }
    for index in feed.threads { addThread(Int(index)) }
    for post in feed.posts {
      // The position among the feed's threads is added, because indices in the forum change with
      // every new thread.
      printer.add(feed.threads.firstIndex(of: post.thread) ?? 0)
      printer.add(Int(post.number))
      let thread = site.views.forum.threads[Int(post.thread)]
      printer.add(prints.author(thread.posts[Int(post.number) - 1].member).look)
    }
  }

  private func addThread(_ index: Int) {
    let thread = site.views.forum.threads[index]
    printer.add(thread.fingerprint)
    printer.add(threads.links[index])
    printer.add(thread.tags.count)
    for tag in thread.tags { printer.add(prints.tags[Int(tag)]) }
    addReferences(of: thread, index)
  }

  private func addSuggestions(_ piece: Int) {
    printer.add("suggestions")
    for entry in site.suggestions.entries(ofPiece: piece) {
      printer.add(entry.prefix.text)
      printer.add(entry.isAll)
      printer.add(entry.hits.count)
      for hit in entry.hits { add(site.suggestions.items[Int(hit)]) }
    }
  }

  private func add(_ item: SuggestedItem) {
    printer.add(Int(item.kind.rawValue))
    switch item.kind {
    case .thread: printer.add(threads.links[Int(item.index)])
    case .tag: printer.add(prints.tags[Int(item.index)])
    case .term, .member:
      let (text, url) = site.suggestions.items.link(of: item)
      printer.add(text)
      printer.add(url)
    }
  }

  /// Adds a sitemap. Its threads are added by existing fingerprints, which avoids building the
  /// URLs of all pages.
  private func addSitemap(_ number: Int) {
    printer.add("sitemap")
    printer.add(number == 0 ? site.sitemap.partCount : 0)
    for stretch in site.sitemap[number] {
      printer.add(stretch.pages.lowerBound)
      printer.add(stretch.pages.count)
      if case .thread(let index, _) = stretch.subject {
        printer.add(site.views.forum.threads[index].fingerprint)
        printer.add(threads.links[index])
      } else {
        printer.add(site.views.indexedURL(of: stretch.subject)?.first ?? "")
      }
    }
  }
}
