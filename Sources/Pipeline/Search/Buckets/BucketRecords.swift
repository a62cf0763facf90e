import Fingerprints

/// The results of the last build for each bucket. A bucket is merged again only if its
/// fingerprint has changed.
struct BucketRecords: Sendable {
  struct Record: Sendable {
    let fingerprint: Fingerprint
    /// The names of the bucket's files and the fingerprints of their bytes.
    let files: [(name: String, fingerprint: Fingerprint)]
    let spellings: [SuggestedSpelling]
  }

  /// Indexed by bucket number.
  let records: [Record]

  private static let version: UInt8 = 2

  init(_ records: [Record]) { self.records = records }

  /// Nil if the bytes do not begin with the checksum of the rest, or have another version.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 17, bytes[16] == Self.version,
      Self.checksum(bytes[16...]).elementsEqual(bytes[..<16])
    else { return nil }
    var reader = ByteReader(bytes, from: 17)
    var records: [Record] = []
    while !reader.isAtEnd {
      let fingerprint = Fingerprint(
        high: reader.uint64(), low: reader.uint64())
      let files = (0..<reader.varint()).map { _ in
        (reader.text(), Fingerprint(high: reader.uint64(), low: reader.uint64()))
      }
      let spellings = (0..<reader.varint()).map { _ in
        let spelling = Array(reader.text().utf8)
        return SuggestedSpelling(
          spelling, level: reader.varint(),
          firstSounds: UInt32(truncatingIfNeeded: reader.varint()),
          lastSounds: UInt32(truncatingIfNeeded: reader.varint()))
      }
      records.append(Record(fingerprint: fingerprint, files: files, spellings: spellings))
    }
    self.records = records
  }

  /// Returns the record of a bucket. Nil if the last build had another number of buckets than
  /// `count`.
  func record(_ number: Int, of count: Int) -> Record? {
    records.count == count ? records[number] : nil
  }

  func hasSameFingerprints(as other: BucketRecords) -> Bool {
    records.map(\.fingerprint) == other.records.map(\.fingerprint)
  }

  var bytes: [UInt8] {
    var body: [UInt8] = [Self.version]
    for record in records {
      body.append(record.fingerprint)
      body.appendVarint(record.files.count)
      for (name, fingerprint) in record.files {
        body.appendVarint(name.utf8.count)
        body += name.utf8
        body.append(fingerprint)
      }
      body.appendVarint(record.spellings.count)
      for spelling in record.spellings {
        body.appendVarint(spelling.spelling.count)
        body += spelling.spelling
        body.appendVarint(spelling.level)
        body.appendVarint(Int(spelling.firstSounds))
        body.appendVarint(Int(spelling.lastSounds))
      }
    }
    return Self.checksum(body[...]) + body
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var checksum: [UInt8] = []
    checksum.append(Fingerprint(of: Array(bytes)))
    return checksum
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ fingerprint: Fingerprint) {
    for word in [fingerprint.high, fingerprint.low] {
      Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
    }
  }
}

extension ByteReader {
  fileprivate mutating func uint64() -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(byte()) << (8 * UInt64($1)) }
  }

  fileprivate mutating func text() -> String {
    let range = readRange(varint())
    return String(decoding: self[range], as: UTF8.self)
  }
}
