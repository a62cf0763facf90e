/// Boards and tags with their threads, and the index of threads by path and URL.
struct ListedThreads: Sendable {
  let boards: [Board]
  let tags: [Tag]
  let index: ThreadIndex

  init(_ boards: [Board], _ tags: [Tag], _ threads: [ForumThread]) {
    (self.boards, self.tags) = (boards, tags)
    index = ThreadIndex(boards, threads)
  }
}
