/// The coordinate of a post within a segment: the thread's index in the segment and the post's
/// number in the thread. Number 0 stands for the whole thread.
struct SegmentCoordinate: Hashable, Comparable, BitwiseCopyable {
  let thread: Int32
  let number: Int32

  static func < (left: SegmentCoordinate, right: SegmentCoordinate) -> Bool {
    (left.thread, left.number) < (right.thread, right.number)
  }
}

/// The postings of one word in one segment: their number, the Rice parameters, and the gaps
/// between them in Rice code. The browser script decodes them (`readRun` in postings.js).
///
/// The parameters (kt and kn in the article) are chosen for each run, so that a gap takes about as many bits as the
/// frequency of the word requires.
enum PostingRun {
  /// Appends a run. `posts`: in ascending order. `minimumNumber`: the smallest number that a post
  /// may have.
  static func append(
    _ posts: UnsafeBufferPointer<SegmentCoordinate>, minimumNumber: Int32,
    to output: inout ByteOutput
  ) {
    output.appendVarint(posts.count)
    var (threadParameter, numberParameter) = (8, 2)
    if posts.count > 1 {
      (threadParameter, numberParameter) = parameters(posts, minimumNumber)
      output.append(UInt8(truncatingIfNeeded: threadParameter &<< 4 | numberParameter))
    }
    var bits = BitWriter()
    var (thread, number): (Int32, Int32) = (-1, 0)
    for index in 0..<posts.count {
      let post = posts[index]
      let isSameThread = post.thread == thread
      if index > 0 { bits.write(isSameThread ? 1 : 0, 1, to: &output) }
      if isSameThread {
        bits.writeRice(Int(post.number &- number &- 1), numberParameter, to: &output)
      } else {
        bits.writeRice(Int(post.thread &- thread &- 1), threadParameter, to: &output)
        bits.writeRice(Int(post.number &- minimumNumber), numberParameter, to: &output)
      }
      (thread, number) = (post.thread, post.number)
    }
    bits.flush(to: &output)
  }

  private static func parameters(
    _ posts: UnsafeBufferPointer<SegmentCoordinate>, _ minimumNumber: Int32
  ) -> (Int, Int) {
    var (threadSum, threads, numberSum) = (0, 0, 0)
    var (thread, number): (Int32, Int32) = (-1, 0)
    for post in posts {
      if post.thread == thread {
        numberSum &+= Int(post.number &- number &- 1)
      } else {
        threadSum &+= Int(post.thread &- thread &- 1)
        numberSum &+= Int(post.number &- minimumNumber)
        threads &+= 1
      }
      (thread, number) = (post.thread, post.number)
    }
    return (
      riceParameter(sum: threadSum, count: threads),
      riceParameter(sum: numberSum, count: posts.count)
    )
  }
}

/// The positions of a word in each post of a posting run. Phrase queries need them.
enum PositionRun {
  /// Appends a run. `positions`: the positions, post after post and ascending in each. `ends`: the
  /// end of each post's positions in `positions`.
  static func append(
    _ positions: UnsafeBufferPointer<UInt16>, ends: UnsafeBufferPointer<Int32>,
    to output: inout ByteOutput
  ) {
    let k = parameter(positions, ends)
    output.append(UInt8(truncatingIfNeeded: k))
    var bits = BitWriter()
    var start = 0
    for end in ends {
      bits.writeRice(Int(end) &- start &- 1, 0, to: &output)
      var previous = -1
      while start < end {
        let position = Int(positions[start])
        bits.writeRice(position &- previous &- 1, k, to: &output)
        previous = position
        start &+= 1
      }
    }
    bits.flush(to: &output)
  }

  private static func parameter(
    _ positions: UnsafeBufferPointer<UInt16>, _ ends: UnsafeBufferPointer<Int32>
  ) -> Int {
    var (sum, start) = (0, 0)
    for end in ends {
      let end = Int(end)
      // The gaps of a post add up to its last position minus the number of its other positions.
      if end > start { sum &+= Int(positions[end &- 1]) &- (end &- start &- 1) }
      start = end
    }
    return riceParameter(sum: max(0, sum), count: positions.count)
  }
}
