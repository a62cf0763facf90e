import Fingerprints

/// The results of the last build for each bucket. A bucket is merged again only if its
/// fingerprint has changed.
struct BucketRecords: Sendable {
  struct Row: Sendable {
    let fingerprint: Fingerprint
    /// The names of the bucket's files and the fingerprints of their bytes.
    let files: [(name: String, fingerprint: Fingerprint)]
    let spellings: [SuggestedSpelling]
  }

  /// Indexed by bucket number.
  let rows: [Row]

  private static let version: UInt8 = 2

  init(_ rows: [Row]) { self.rows = rows }

  /// Nil if the bytes do not begin with the checksum of the rest, or have another version.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 17, bytes[16] == Self.version,
      Self.checked(bytes[16...]).elementsEqual(bytes[..<16])
    else { return nil }
    var reader = ByteReader(bytes, from: 17)
    var rows: [Row] = []
    while !reader.isAtEnd {
      let print = Fingerprint(
        high: reader.word(), low: reader.word())
      let files = (0..<reader.varint()).map { _ in
        (reader.text(), Fingerprint(high: reader.word(), low: reader.word()))
      }
      let spellings = (0..<reader.varint()).map { _ in
        let spelling = Array(reader.text().utf8)
        return SuggestedSpelling(
          spelling, level: reader.varint(), beginning: UInt32(truncatingIfNeeded: reader.varint()),
          end: UInt32(truncatingIfNeeded: reader.varint()))
      }
      rows.append(Row(fingerprint: print, files: files, spellings: spellings))
    }
    self.rows = rows
  }

  var bytes: [UInt8] {
    var body: [UInt8] = [Self.version]
    for row in rows {
      body.append(row.fingerprint)
      body.appendVarint(row.files.count)
      for (name, print) in row.files {
        body.appendVarint(name.utf8.count)
        body += name.utf8
        body.append(print)
      }
      body.appendVarint(row.spellings.count)
      for spelling in row.spellings {
        body.appendVarint(spelling.spelling.count)
        body += spelling.spelling
        body.appendVarint(spelling.level)
        body.appendVarint(Int(spelling.beginning))
        body.appendVarint(Int(spelling.end))
      }
    }
    return Self.checked(body[...]) + body
  }

  private static func checked(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var check: [UInt8] = []
    check.append(Fingerprint(of: Array(bytes)))
    return check
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ print: Fingerprint) {
    for word in [print.high, print.low] {
      Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
    }
  }
}

extension ByteReader {
  fileprivate mutating func word() -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(byte()) << (8 * UInt64($1)) }
  }

  fileprivate mutating func text() -> String {
    let range = take(varint())
    return String(decoding: self[range], as: UTF8.self)
  }
}
