package import Content
import Diagnostics
package import Fingerprints
package import Forum
package import Pages

/// Makes the index of a segment. One for each worker: it keeps its vocabulary and scratch memory.
package final class SegmentIndexer {
  private let forum: Forum
  private let texts: PostTexts
  private let attributes: Attributes
  private var writer: SegmentPartWriter
  private var words: SegmentWords
  private var shown: ShownPieces
  private var excerpts = ExcerptFinder()
  private var text: [UInt8] = []

  /// `bits`: the dictionary has 2 to the power of so many buckets.
  package init(_ site: Site, _ forum: Forum, bits: Int) {
    self.forum = forum
    writer = SegmentPartWriter(bits: bits)
    texts = PostTexts(site)
    attributes = Attributes(forum)
    words = SegmentWords(WordForms(language: forum.settings.language))
    shown = ShownPieces(forum)
  }

  /// The segment's part of the index, as `SegmentPart` reads it. `key`: stands for all that it is made
  /// from; `read` gives the posts of a thread.
  package func index<Failure: Error>(
    _ segment: Segment, key: Fingerprint, read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) -> [UInt8] {
    words.begin()
    shown.begin()
    for (place, index) in segment.threads.enumerated() {
      let thread = forum.threads[Int(index)]
      add(try read(thread), of: thread, at: Int32(place))
    }
    shown.end()
    return writer.bytes(of: words, shown, key: key)
  }
}

extension SegmentIndexer {
  private func add(_ document: ThreadDocument, of thread: ForumThread, at place: Int32) {
    shown.begin(thread, at: place)
    let stand = thread.posts.firstIndex { !$0.isRemoved }
    for (index, post) in document.posts.enumerated() where !thread.posts[index].isRemoved {
      let member = forum.members[Int(thread.posts[index].member)]
      let isOfficial = member.isOfficial
      let coordinate = Coordinate(thread: place, number: Int32(index + 1))
      words.beginPost(coordinate, weighsMore: isOfficial || post.isAccepted)
      let note = post.contentNote
      let excerpt: Range<Int>
      if let note {
        text = Array(texts.redacted(note).utf8)
        excerpt = 0..<text.count
      } else {
        excerpt = addWords(of: document.source.bytes[post.body], in: thread.path)
      }
      if index == stand || isOfficial || post.isAccepted || note != nil {
        addTitle(of: thread)
      }
      addAttributes(of: member, at: coordinate)
      shown.add(
        coordinate, post, texts.name(of: member), member.role.flatMap(attributes.number),
        isOfficial: isOfficial, text: text[...], excerpt)
      words.endPost()
    }
    shown.endThread()
    addAttributes(of: thread, at: place)
  }

  /// Answers with what of the text its result shows.
  private func addWords(of body: ArraySlice<UInt8>, in path: String) -> Range<Int> {
    text.removeAll(keepingCapacity: true)
    texts.appendWords(of: body, in: path, to: &text)
    excerpts.begin()
    return text.withUnsafeBufferPointer { text in
      var scan = WordScan(text)
      while scan.next() {
        excerpts.add(scan.start, scan.end, in: text)
        words.addWord(scan.isIndexed ? scan.surface : nil)
      }
      return excerpts.range(of: text)
    }
  }

  /// A post that stands for its thread is found by the title and the tags.
  private func addTitle(of thread: ForumThread) {
    words.beginTitle()
    for title in [thread.title] + thread.tags.map({ forum.tags[Int($0)].name }) {
      Array(title.utf8).withUnsafeBufferPointer { text in
        var scan = WordScan(text)
        while scan.next() { words.addTitleWord(scan.isIndexed ? scan.surface : nil) }
      }
      words.endPhrase()
    }
  }

  private func addAttributes(of member: Member, at post: Coordinate) {
    if !member.isFormer { words.addAttribute("author=\(member.name.key)", post) }
    if let role = member.role { words.addAttribute("role=\(role.name)", post) }
  }

  private func addAttributes(of thread: ForumThread, at place: Int32) {
    let whole = Coordinate(thread: place, number: 0)
    words.addAttribute("board=\(forum.boards[thread.board].slug)", whole)
    for tag in thread.tags { words.addAttribute(attributes.tag(tag), whole) }
    if thread.isClosed { words.addAttribute("is=closed", whole) }
    if thread.acceptedNumber != nil { words.addAttribute("is=answered", whole) }
    addMonths(of: thread, at: place)
  }

  /// The whole thread where all of it is of one month.
  private func addMonths(of thread: ForumThread, at place: Int32) {
    let months = thread.posts.map { $0.isRemoved ? nil : attributes.month(of: $0.date) }
    let different = Set(months.compactMap(\.self))
    if different.count == 1, let month = different.first {
      return words.addAttribute(month, Coordinate(thread: place, number: 0))
    }
    for (index, month) in months.enumerated() {
      guard let month else { continue }
      words.addAttribute(month, Coordinate(thread: place, number: Int32(index + 1)))
    }
  }
}
