/// Boards and tags with their threads, the index of threads by path and URL, and the related
/// threads.
package struct ThreadLists: Sendable {
  let boards: [Board]
  let tags: [Tag]
  let index: ThreadIndex
  let related: RelatedThreads

  init(_ boards: [Board], _ tags: [Tag], _ threads: [ForumThread], _ related: RelatedThreads) {
    (self.boards, self.tags, self.related) = (boards, tags, related)
    index = ThreadIndex(boards, threads)
  }
}
