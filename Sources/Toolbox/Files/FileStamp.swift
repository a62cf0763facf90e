internal import Glibc

/// What tells, without reading it, that a file is still the one that was seen.
///
/// Times are nanoseconds since 1970; the kernel's clock for them has a grain of some milliseconds.
package struct FileStamp: Hashable, Sendable {
  package let size: Int64
  package let modified: Int64
  /// When anything about the file changed last, its name and rights too. No program can set it
  /// back, as `cp -p`, `touch` and `tar` do with `modified`.
  package let changed: Int64
  package let inode: UInt64

  package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  init(_ status: stat) {
    size = Int64(status.st_size)
    modified = nanoseconds(status.st_mtim)
    changed = nanoseconds(status.st_ctim)
    inode = UInt64(status.st_ino)
  }

  /// Whether the other stamp shows the same bytes, if only rights or owner changed in between.
  package func agrees(with other: FileStamp) -> Bool {
    inode == other.inode && size == other.size && modified == other.modified
  }
}

/// The time that the kernel would stamp on a file written now, in nanoseconds since 1970.
package func stampingClock() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME_COARSE, &time)
  return nanoseconds(time)
}

/// Lets a thousandth of a second pass, `count` times.
package func pause(milliseconds count: Int) {
  usleep(UInt32(clamping: count * 1000))
}

// Wrapping, for a file's times are whatever somebody set them to.
private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}
