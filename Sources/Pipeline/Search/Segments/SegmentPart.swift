import Fingerprints

/// The head of a segment's part: the ranges and fingerprints of its buckets and result pieces.
/// The format is that of `SegmentPartWriter`.
struct SegmentPart: Sendable {
  let key: Fingerprint
  let buckets: [Piece]
  let results: [(name: ResultPieces.Name, piece: Piece)]

  /// A range of the file.
  struct Piece: Sendable {
    let range: Range<Int>
    let fingerprint: Fingerprint
  }

  /// Returns the size of the head, in bytes. Nil if these are not the first bytes of a part.
  static func headSize(_ beginning: [UInt8]) -> Int? {
    guard beginning.count >= SegmentPartWriter.headSize,
      beginning.uint64(at: 0) == SegmentPartWriter.magic
    else { return nil }
    let (buckets, pieces) = (beginning.int32(at: 24), beginning.int32(at: 28))
    guard buckets > 0, buckets <= 1 << 16, pieces >= 0, pieces <= 1 << 20 else { return nil }
    return SegmentPartWriter.headSize + buckets * SegmentPartWriter.bucketSize
      + pieces * SegmentPartWriter.pieceSize + 16
  }

  /// Nil if the head is damaged or does not match the size of the file. `size`: in bytes.
  init?(head: [UInt8], size: Int) {
    guard let length = Self.headSize(head), head.count >= length,
      Fingerprint(of: Array(head[..<(length - 16)])) == head.fingerprint(at: length - 16)
    else { return nil }
    key = head.fingerprint(at: 8)
    let (bucketCount, pieceCount) = (head.int32(at: 24), head.int32(at: 28))
    var offset = SegmentPartWriter.headSize
    var start = length
    buckets = (0..<bucketCount).map { _ in
      let piece = Piece(
        range: start..<max(start, length + head.int32(at: offset)),
        fingerprint: head.fingerprint(at: offset + 4))
      offset += SegmentPartWriter.bucketSize
      start = piece.range.upperBound
      return piece
    }
    let base = start
    results = (0..<pieceCount).map { _ in
      let name = ResultPieces.Name(
        number: Int32(head.int32(at: offset)), part: Int32(head.int32(at: offset + 4)))
      let piece = Piece(
        range: start..<max(start, base + head.int32(at: offset + 8)),
        fingerprint: head.fingerprint(at: offset + 12))
      offset += SegmentPartWriter.pieceSize
      start = piece.range.upperBound
      return (name, piece)
    }
    guard start == size else { return nil }
  }
}

extension [UInt8] {
  /// The caller guarantees that there are eight bytes.
  fileprivate func uint64(at index: Int) -> UInt64 {
    withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
  }

  /// The caller guarantees that there are four bytes.
  fileprivate func int32(at index: Int) -> Int {
    withUnsafeBytes {
      Int(Int32(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: Int32.self)))
    }
  }

  fileprivate func fingerprint(at index: Int) -> Fingerprint {
    Fingerprint(high: uint64(at: index), low: uint64(at: index + 8))
  }
}
