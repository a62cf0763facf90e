/// A piece of text, and the byte that stands for it.
struct CodedPiece: BitwiseCopyable {
  /// The first of them lowest; zeros behind a shorter piece.
  let bytes: UInt64
  let mask: UInt64
  /// The number of bytes in the upper byte, the code in the lower.
  let step: UInt16

  var count: Int { Int(step >> 8) }

  init(_ piece: [UInt8], code: UInt8) {
    bytes = piece.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    mask = piece.reduce(0) { mask, _ in mask << 8 | 0xFF }
    step = UInt16(piece.count) << 8 | UInt16(code)
  }

  /// Fits nowhere.
  static let none = CodedPiece([0xFF], code: 0)
}

/// Pieces by a hash of what they begin with that is another for each beginning: one look finds them. (FSST, Boncz,
/// Neumann and Leis, 2020, finds its symbols so.)
private struct PieceTable {
  let factor: UInt32
  /// Of each hash where its pieces begin.
  var starts: [UInt16]
  var pieces: [CodedPiece]

  static let bits: UInt32 = 11

  /// `letters`: how many bytes a beginning has.
  init(_ all: [CodedPiece], letters: UInt64) {
    let mask = (UInt64(1) << (8 * letters)) - 1
    let beginnings = Dictionary(grouping: all) { UInt32($0.bytes & mask) }
    // Of odd numbers one after the other the first that tells all beginnings apart: of a few, one does.
    let factor =
      stride(from: UInt32(0x9E37_79B1), to: .max, by: 2).first { factor in
        Set(beginnings.keys.map { Self.hash($0, factor) }).count == beginnings.count
      } ?? 1
    self.factor = factor
    (starts, pieces) = (Array(repeating: 0, count: 1 << Int(Self.bits)), [.none])
    for (beginning, found) in beginnings {
      starts[Self.hash(beginning, factor)] = UInt16(pieces.count)
      pieces += found.sorted { $0.count > $1.count } + [.none]
    }
  }

  @inline(__always)
  static func hash(_ beginning: UInt32, _ factor: UInt32) -> Int {
    Int((beginning &* factor) &>> (32 - bits))
  }
}

/// Pieces of three bytes.
struct ThreeLetters: Sendable {
  private let factor: UInt32
  private let pieces: [CodedPiece]

  init(_ all: [CodedPiece]) {
    let table = PieceTable(all, letters: 3)
    factor = table.factor
    pieces = table.starts.map { table.pieces[Int($0)] }
  }

  @inline(__always)
  func step(_ word: UInt64, else other: UInt16) -> UInt16 {
    let beginning = UInt32(truncatingIfNeeded: word & 0xFF_FFFF)
    let piece = pieces.withUnsafeBufferPointer { $0[PieceTable.hash(beginning, factor)] }
    return UInt64(beginning) == piece.bytes ? piece.step : other
  }
}

/// Pieces of four bytes and more.
struct LongPieces: Sendable {
  private let table: PieceTable

  init(_ all: [CodedPiece]) { table = PieceTable(all, letters: 4) }

  @inline(__always)
  func step(_ word: UInt64) -> UInt16? {
    let hash = PieceTable.hash(UInt32(truncatingIfNeeded: word), table.factor)
    var place = table.starts.withUnsafeBufferPointer { Int($0[hash]) }
    return table.pieces.withUnsafeBufferPointer { pieces in
      // Those of one beginning, the longest first, and one that fits nowhere.
      while pieces[place].mask != CodedPiece.none.mask {
        if word & pieces[place].mask == pieces[place].bytes { return pieces[place].step }
        place &+= 1
      }
      return nil
    }
  }
}
