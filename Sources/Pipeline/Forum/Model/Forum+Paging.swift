package import Content

extension Forum {
  /// Returns the URL of a post: the page of the thread that shows it, with the post's anchor.
  /// `number` counts from 1.
  package func postURL(_ thread: ForumThread, _ number: Int) -> String {
    let page = (number - 1) / settings.postsPerPage + 1
    return urls.page(page, of: thread.url) + "#post-\(number)"
  }

  /// Returns the indices of the posts on a page of a thread with `count` posts. Pages count from
  /// 1.
  package func posts(onPage number: Int, of count: Int) -> Range<Int> {
    let size = settings.postsPerPage
    return (number - 1) * size..<min(number * size, count)
  }

  package func pageCount(posts: Int) -> Int {
    max(1, (posts + settings.postsPerPage - 1) / settings.postsPerPage)
  }

  /// Returns the number of pages of a list of threads, members or tags, or of a member's posts.
  package func pageCount(rows: Int) -> Int {
    max(1, (rows + settings.threadsPerPage - 1) / settings.threadsPerPage)
  }

  /// Returns the order of the posts on the pages of the board's threads.
  package func postOrder(of board: Board) -> PostOrder {
    board.document.postOrder ?? settings.postOrder
  }
}
