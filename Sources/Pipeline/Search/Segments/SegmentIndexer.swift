package import Content
import Diagnostics
package import Fingerprints
package import Forum
import Words

/// Indexes a segment. Each worker has its own, because it keeps a vocabulary and scratch memory.
package final class SegmentIndexer {
  private let forum: Forum
  private let texts: any IndexTexts
  private let attributes: Attributes
  private var authors: Authors
  private var writer: SegmentPartWriter
  private var words: SegmentWords
  private let results: ResultPieces
  private var excerpts = ExcerptFinder()
  private var text: [UInt8] = []
  private let scratch = WordScratch()

  /// `bucketBits`: the binary logarithm of the number of buckets.
  init(_ texts: any IndexTexts, _ forum: Forum, bucketBits: Int) {
    self.forum = forum
    writer = SegmentPartWriter(bucketBits: bucketBits)
    self.texts = texts
    attributes = Attributes(forum)
    authors = Authors(forum, attributes)
    words = SegmentWords(WordForms(language: forum.settings.language))
    results = ResultPieces(forum, texts)
  }

  /// Returns the segment's part in the format of `SegmentPartWriter`. `key`: fingerprint of
  /// everything that the part is made from. `read`: returns the posts of a thread.
  package func index<Failure: Error>(
    _ segment: Segment, key: Fingerprint, read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) -> [UInt8] {
    words.beginSegment()
    results.beginSegment()
    for (index, forumIndex) in segment.threads.enumerated() {
      let thread = forum.threads[Int(forumIndex)]
      add(try read(thread), of: thread, at: Int32(index))
    }
    results.endSegment()
    return writer.bytes(of: words, results, key: key)
  }
}

extension SegmentIndexer {
  private func add(_ document: ThreadDocument, of thread: ForumThread, at threadIndex: Int32) {
    results.beginThread(thread, at: threadIndex)
    var isFirst = true
    for (index, post) in document.posts.enumerated() {
      let listedPost = thread.posts[index]
      if listedPost.isRemoved { continue }
      let coordinate = SegmentCoordinate(thread: threadIndex, number: Int32(index + 1))
      let author = authors[listedPost.member]
      let isBoosted = author.isOfficial || post.isAccepted
      words.beginPost()
      let excerpt = addText(of: post, document, thread)
      if isFirst || isBoosted || post.contentNote != nil { addTitle(of: thread) }
      isFirst = false
      if !author.isFormer { add(attributes.author(listedPost.member), coordinate) }
      if let role = author.role { add(attributes.role(role), coordinate) }
      results.add(coordinate, post, listedPost.member, author, text: text, excerpt)
      words.endPost(coordinate, isBoosted: isBoosted)
    }
    results.endThread()
    // A thread whose posts were all removed is not in the index.
    if !isFirst { addAttributes(of: thread, at: threadIndex) }
  }

  /// Adds a post's text and returns the range of it that a result shows. If the post has a
  /// content note, the result shows the note, and neither its words nor those of the post are
  /// indexed.
  private func addText(
    of post: PostDocument, _ document: ThreadDocument, _ thread: ForumThread
  ) -> Range<Int> {
    text.removeAll(keepingCapacity: true)
    if let note = post.contentNote {
      text += texts.redacted(note).utf8
      return 0..<text.count
    }
    texts.appendWords(of: document.source.bytes[post.body], in: thread.path, to: &text)
    excerpts.beginText()
    return text.withUnsafeBufferPointer { text in
      words.addText(text, scratch, &excerpts)
      return excerpts.range(of: text)
    }
  }

  /// Adds the title and the tags of the thread, for posts that represent it in the results.
  private func addTitle(of thread: ForumThread) {
    words.beginTitle()
    addPhrase(thread.title)
    for tag in thread.tags { addPhrase(forum.tags[Int(tag)].name) }
  }

  private func addPhrase(_ phrase: String) {
    var phrase = phrase
    phrase.withUTF8 { text in
      var scan = WordScan(text, scratch)
      while scan.next() { words.addTitleWord(scan.word) }
    }
    words.endPhrase()
  }

  private func add(_ attribute: Int, _ post: SegmentCoordinate) {
    words.addAttribute(attribute, post, attributes)
  }

  private func addAttributes(of thread: ForumThread, at threadIndex: Int32) {
    let wholeThread = SegmentCoordinate(thread: threadIndex, number: 0)
    add(attributes.board(thread.board), wholeThread)
    for tag in thread.tags { add(attributes.tag(tag), wholeThread) }
    if thread.isClosed { add(attributes.closed, wholeThread) }
    if thread.acceptedNumber != nil { add(attributes.answered, wholeThread) }
    addMonths(of: thread, at: threadIndex)
  }

  /// Adds the month of the thread's posts: to the whole thread if there is only one, else to each
  /// post.
  private func addMonths(of thread: ForumThread, at threadIndex: Int32) {
    let posts = thread.posts
    let months = posts.lazy.filter { !$0.isRemoved }.map { self.attributes.month(of: $0.date) }
    guard let first = months.first else { return }
    if months.allSatisfy({ $0 == first }) {
      return add(first, SegmentCoordinate(thread: threadIndex, number: 0))
    }
    for (index, post) in posts.enumerated() where !post.isRemoved {
      add(
        attributes.month(of: post.date),
        SegmentCoordinate(thread: threadIndex, number: Int32(index + 1)))
    }
  }
}
