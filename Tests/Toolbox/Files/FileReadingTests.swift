import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [0, 1, 4096, 70_000])
  func readsTheWholeFile(size: Int) throws {
    let text = String(repeating: "x", count: size)
    try folder.put(text, at: "a")
    let (bytes, stamp) = try readFile(folder.at("a"), limit: 100_000)
    #expect(bytes == Array(text.utf8))
    #expect(stamp.size == size)
    #expect(try folder.stamp(of: "a") == stamp)
  }

  @Test func readsFilesUpToTheLimit() throws {
    try folder.put("12345", at: "a")
    #expect(try readFile(folder.at("a"), limit: 5).bytes.count == 5)
    let error = FileError(.read, path: folder.at("a"), reason: .tooLarge(limit: 4))
    #expect(throws: error) { try readFile(folder.at("a"), limit: 4) }
  }

  @Test(.timeLimit(.minutes(1))) func rejectsAHugeFileWithoutReadingIt() throws {
    try folder.put("", at: "huge")
    // A sparse file of 1 TiB. Reading it before its size is checked would exhaust the memory.
    #expect(truncate(folder.at("huge"), 1 << 40) == 0)
    let error = FileError(.read, path: folder.at("huge"), reason: .tooLarge(limit: 16_000_000))
    #expect(throws: error) { try readFile(folder.at("huge"), limit: 16_000_000) }
  }

  @Test(.timeLimit(.minutes(1))) func doesNotBlockOnPipe() throws {
    folder.makePipe("pipe")
    let error = FileError(.read, path: folder.at("pipe"), reason: .notAFile)
    #expect(throws: error) { try readFile(folder.at("pipe"), limit: 10) }
  }

  @Test func throwsForAFolder() throws {
    let error = FileError(.read, path: folder.path, reason: .notAFile)
    #expect(throws: error) { try readFile(folder.path, limit: 10) }
  }

  @Test func throwsForAMissingFile() throws {
    let error = FileError(.read, path: folder.at("no"), reason: .notFound)
    #expect(throws: error) { try readFile(folder.at("no"), limit: 10) }
    #expect(
      error.message == "cannot read \(folder.at("no")): there is no such file or folder")
  }

  @Test func stampDetectsAnEditThatRestoresTheTime() throws {
    try folder.put("old", at: "a")
    let old = try #require(try folder.stamp(of: "a"))
    let times = timespec(
      tv_sec: Int(old.modified / 1_000_000_000), tv_nsec: Int(old.modified % 1_000_000_000))
    // Longer than the resolution of the kernel's file timestamps.
    usleep(30_000)
    let file = open(folder.at("a"), O_WRONLY)
    write(file, "new", 3)
    futimens(file, [times, times])
    close(file)
    let new = try #require(try folder.stamp(of: "a"))
    #expect(new.hasSameContent(as: old))
    #expect(new != old)
  }

  @Test(
    .disabled(if: getuid() == 0, "root may read everything"))
  func throwsForAFileWithoutPermission() throws {
    try folder.put("a", at: "a")
    chmod(folder.at("a"), 0)
    #expect(throws: FileError(.read, path: folder.at("a"), reason: .noPermission)) {
      try readFile(folder.at("a"), limit: 10)
    }
  }
}
