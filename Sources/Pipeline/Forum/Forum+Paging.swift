package import Content

extension Forum {
  /// A post's own URL: its page of the thread, and its anchor.
  package func postURL(_ thread: ForumThread, _ number: Int) -> String {
    let page = (number - 1) / settings.postsPerPage + 1
    return urls.page(page, of: thread.url) + "#post-\(number)"
  }

  /// The numbers, from 0, of the posts that a thread's page shows, of so many.
  package func posts(onPage number: Int, of count: Int) -> Range<Int> {
    let size = settings.postsPerPage
    return (number - 1) * size..<min(number * size, count)
  }

  package func pageCount(posts: Int) -> Int {
    max(1, (posts + settings.postsPerPage - 1) / settings.postsPerPage)
  }

  /// The pages of a list of so many threads, members, tags or posts of a member.
  package func pageCount(rows: Int) -> Int {
    max(1, (rows + settings.threadsPerPage - 1) / settings.threadsPerPage)
  }

  /// Boards and threads read from the oldest post or from the newest.
  package func postOrder(of board: Board) -> PostOrder {
    board.document.postOrder ?? settings.postOrder
  }
}
