import Files
import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite struct ManifestTests {
  let site: TestSite
  let files = ["a/index.html": "1", "b": "2", "zoë": "3"]

  init() throws {
    site = try TestSite()
    try site.publish(files)
  }

  private func manifestPath() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: site.folder.at("cache"))
    #expect(names.count == 1)
    return site.folder.at("cache/\(try #require(names.first))")
  }

  private func manifest() throws -> [UInt8] {
    Array(try #require(FileManager.default.contents(atPath: try manifestPath())))
  }

  @Test func bytesAreReadAsTheyWereWritten() throws {
    let bytes = try manifest()
    let manifest = try #require(Manifest(bytes, program: site.options.program))
    var written: [UInt8] = []
    Manifest.write(manifest.paths, { manifest.rows[$0] }, program: site.options.program) {
      written.append(contentsOf: $0)
    }
    #expect(written == bytes)
    #expect(manifest.rows.count == 3)
  }

  @Test func everyFlippedBitIsDetected() throws {
    let bytes = try manifest()
    for bit in 0..<bytes.count * 8 {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << (bit % 8)
      #expect(Manifest(damaged, program: site.options.program) == nil, "bit \(bit)")
    }
  }

  @Test func everyTruncationIsDetected() throws {
    let bytes = try manifest()
    for count in 0..<bytes.count {
      #expect(Manifest(Array(bytes[..<count]), program: site.options.program) == nil)
    }
    #expect(Manifest(bytes + [0], program: site.options.program) == nil)
  }

  /// The checksum is recomputed after the damage. Such a manifest may be accepted, but reading it
  /// must not trap.
  @Test func hostileBytesWithARightChecksumDoNotTrap() throws {
    let bytes = try manifest()
    var numbers = SplitMix64(seed: 20260)
    for _ in 0..<5000 {
      var damaged = Array(bytes.dropLast(Int.random(in: 8...40, using: &numbers)))
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        damaged[Int.random(in: 16..<damaged.count, using: &numbers)] = numbers.next().byte
      }
      let sum = checksum(of: damaged)
      damaged += withUnsafeBytes(of: sum.littleEndian) { Array($0) }
      let manifest = Manifest(damaged, program: site.options.program)
      #expect((manifest?.rows.count ?? 0) == (manifest?.paths.count ?? 0))
    }
  }

  @Test func damagedManifestOnlyCostsTime() throws {
    let bytes = try manifest()
    let path = try manifestPath()
    var numbers = SplitMix64(seed: 7)
    for _ in 0..<200 {
      var damaged = bytes
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<bytes.count, using: &numbers)] ^= numbers.next().byte | 1
      }
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(try site.current(files) == [])
    }
    #expect(try site.publish(files).written == [])
    #expect(try site.current(files).count == 3)
  }

  @Test func manifestOfAnotherProgramIsIgnored() throws {
    let plan = try TestSite.plan(files)
    let publication = try site.open { $0.program = Fingerprint(high: 1, low: 3) }.beginPublishing(
      plan)
    #expect(plan.indices.allSatisfy { !publication.isCurrent(at: $0) })
  }

  @Test func cleanBuildDoesNotReadIt() throws {
    let plan = try TestSite.plan(files)
    let publication = try site.open { $0.isClean = true }.beginPublishing(plan)
    #expect(plan.indices.allSatisfy { !publication.isCurrent(at: $0) })
  }

  @Test func withoutACacheNothingIsRemembered() throws {
    let plan = try TestSite.plan(files)
    let publication = try site.open { $0.cache = nil }.beginPublishing(plan)
    #expect(plan.indices.allSatisfy { !publication.isCurrent(at: $0) })
  }

  @Test func otherFingerprintIsNotCurrent() throws {
    #expect(try site.current(["a/index.html": "other", "b": "2", "zoë": "x"]) == ["b"])
  }

  @Test func copiedOutputIsNotCurrent() throws {
    let copy = site.folder.at("copy")
    try FileManager.default.copyItem(atPath: site.folder.at("public"), toPath: copy)
    try FileManager.default.removeItem(atPath: site.folder.at("public"))
    try FileManager.default.moveItem(atPath: copy, toPath: site.folder.at("public"))
    #expect(try site.current(files) == [])
  }

  @Test func twoOutputsHaveTwoManifests() throws {
    try site.publish(files) { $0.output = site.folder.at("other") }
    let names = try FileManager.default.contentsOfDirectory(atPath: site.folder.at("cache"))
    #expect(names.count == 2)
    #expect(try site.current(files).count == 3)
  }

  @Test func unwritableManifestIsNotAnError() throws {
    try site.folder.put("", at: "file")
    let result = try site.publish(["a": "a"]) { $0.cache = site.folder.at("file/cache") }
    #expect(result.manifestError?.path == site.folder.at("file/cache"))
    #expect(try site.output() == ["a": "a"])
  }
}

extension UInt64 {
  fileprivate var byte: UInt8 { UInt8(truncatingIfNeeded: self >> 24) }
}
