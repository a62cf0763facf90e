import Content
import Forum

/// The data that results show of a segment's posts, in small pieces: posts 1 to 16 of two
/// threads, and each further sixteen posts of a long thread. The browser script decodes them
/// (shown.js).
final class ResultPieces {
  /// The number of a thread's posts in a piece, including removed ones.
  private static let postsPerPiece: Int32 = 16

  private let forum: Forum
  private let texts: any IndexTexts
  private let coder = TextCoder()
  private(set) var pieces: [(name: Name, end: Int)] = []
  private(set) var bytes: [UInt8] = []
  /// Half of the current thread's index. -1 before the first thread.
  private var pair: Int32 = -1
  /// The piece with the first posts of the current pair of threads.
  private var piece = PieceBuilder()
  /// The pieces of the current thread after the first.
  private var laterPieces: [(name: Name, piece: PieceBuilder)] = []
  /// Those of the threads before. They are appended after the pieces of the pairs.
  private var finishedLaterPieces: [(name: Name, piece: PieceBuilder)] = []
  private var head: [UInt8] = []
  private var record: [UInt8] = []

  /// The name of a piece: `<pair>.bin` for part 0, where the pair is half of the thread's index,
  /// else `<thread>-<part>.bin`.
  struct Name: Hashable, Comparable, BitwiseCopyable {
    let number: Int32
    let part: Int32

    var fileName: String { part == 0 ? "\(number).bin" : "\(number)-\(part).bin" }

    static func < (left: Name, right: Name) -> Bool {
      (left.part == 0 ? 0 : 1, left.number, left.part)
        < (right.part == 0 ? 0 : 1, right.number, right.part)
    }
  }

  init(_ forum: Forum, _ texts: any IndexTexts) {
    self.forum = forum
    self.texts = texts
  }

  func beginSegment() {
    pieces.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    piece = PieceBuilder()
    pair = -1
  }

  func beginThread(_ thread: ForumThread, at threadIndex: Int32) {
    if threadIndex / 2 != pair { endPair() }
    pair = threadIndex / 2
    head.removeAll(keepingCapacity: true)
    head.appendVarint(Int(threadIndex))
    appendEncoded(thread.title, to: &head)
    head.appendVarint(thread.board)
    let slug = thread.slug.description
    head.appendVarint(slug.utf8.count)
    head += slug.utf8
    let flags =
      (thread.isClosed ? 1 : 0) + (thread.acceptedNumber == nil ? 0 : 2)
      + (thread.isPinned ? 4 : 0)
    head.appendVarint(flags)
    piece.beginThread(head)
  }

  func add(
    _ coordinate: SegmentCoordinate, _ post: PostDocument, _ member: Int32,
    _ author: Authors.Author,
    text: [UInt8], _ excerpt: Range<Int>
  ) {
    let part = (coordinate.number - 1) / Self.postsPerPiece
    record.removeAll(keepingCapacity: true)
    record.appendVarint(post.date.encodedMinutes)
    record.appendVarint(author.role.map { $0 + 1 } ?? 0)
    let hasNote = post.contentNote != nil
    let flags =
      (author.isOfficial ? 1 : 0) + (post.isAccepted ? 2 : 0) + (hasNote ? 4 : 0)
      + (excerpt.lowerBound > 0 ? 8 : 0) + (excerpt.upperBound < text.count ? 16 : 0)
    record.appendVarint(flags)
    text.withUnsafeBufferPointer {
      coder.appendLengthPrefixed(UnsafeBufferPointer(rebasing: $0[excerpt]), to: &record)
    }
    // All former members have the same name.
    let displayedMember = author.isFormer ? nil : member
    if part == 0 { return piece.add(coordinate.number, displayedMember, record) }
    if laterPieces.last?.name.part != part {
      laterPieces.append((Name(number: coordinate.thread, part: part), PieceBuilder()))
      laterPieces[laterPieces.count - 1].piece.beginThread(head)
    }
    laterPieces[laterPieces.count - 1].piece.add(coordinate.number, displayedMember, record)
  }

  func endThread() {
    piece.endThread()
    for index in laterPieces.indices { laterPieces[index].piece.endThread() }
    finishedLaterPieces += laterPieces
    laterPieces.removeAll(keepingCapacity: true)
  }

  /// Call it after the last thread.
  func endSegment() {
    endPair()
    for (name, piece) in finishedLaterPieces { append(piece, name) }
    finishedLaterPieces.removeAll(keepingCapacity: true)
  }

  private func endPair() {
    append(piece, Name(number: pair, part: 0))
    piece = PieceBuilder()
  }

  private func append(_ piece: PieceBuilder, _ name: Name) {
    guard piece.threadCount > 0 else { return }
    piece.append(to: &bytes) { appendEncoded(displayName(of: $0), to: &$1) }
    pieces.append((name, bytes.count))
  }

  private func displayName(of member: Int32?) -> String {
    member.map { texts.name(of: forum.members[Int($0)]) } ?? texts.formerMember
  }

  private func appendEncoded(_ text: String, to output: inout [UInt8]) {
    coder.appendLengthPrefixed(text, to: &output)
  }
}

/// A piece under construction.
private struct PieceBuilder {
  private(set) var threadCount = 0
  private var threads: [UInt8] = []
  private var head: [UInt8] = []
  private var posts: [UInt8] = []
  private var postCount = 0
  private var lastNumber: Int32 = 0
  /// Indices of members, in the order of their first posts in the piece. Nil stands for all
  /// former members.
  private var authors: [Int32?] = []

  mutating func beginThread(_ head: [UInt8]) {
    self.head = head
    posts.removeAll(keepingCapacity: true)
    (postCount, lastNumber) = (0, 0)
  }

  mutating func add(_ number: Int32, _ author: Int32?, _ record: [UInt8]) {
    posts.appendVarint(Int(number - lastNumber))
    lastNumber = number
    let index = authors.firstIndex(of: author) ?? authors.count
    if index == authors.count { authors.append(author) }
    posts.appendVarint(index)
    posts += record
    postCount += 1
  }

  /// Ends the thread, and omits it if it has no posts in this piece.
  mutating func endThread() {
    guard postCount > 0 else { return }
    threads += head
    threads.appendVarint(postCount)
    threads += posts
    threadCount += 1
    postCount = 0
  }

  func append(to output: inout [UInt8], name: (Int32?, inout [UInt8]) -> Void) {
    output.appendVarint(threadCount)
    output += threads
    output.appendVarint(authors.count)
    for author in authors { name(author, &output) }
  }
}

extension PostDate {
  /// Minutes since 1970 in the forum's time zone, doubled, plus 1 if the author gave only a day.
  fileprivate var encodedMinutes: Int {
    let minutes = day.daysSince1970 * 1440 + (isDayOnly ? 0 : secondOfDay / 60)
    return minutes * 2 + (isDayOnly ? 1 : 0)
  }
}
