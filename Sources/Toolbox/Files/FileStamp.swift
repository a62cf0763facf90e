internal import Glibc

/// Metadata that shows, without reading a file, whether it has changed.
///
/// Times are nanoseconds since 1970. The kernel's clock for them has a resolution of some
/// milliseconds.
package struct FileStamp: Hashable, Sendable {
  package let size: Int64
  package let modified: Int64
  /// Time of the last change of content, name, permissions or owner. No program can set it back,
  /// as `cp -p`, `touch` and `tar` do with `modified`.
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

  /// Returns whether both stamps are of the same content. `changed` is ignored because a change
  /// of permissions or owner alone does not change the content.
  package func hasSameContent(as other: FileStamp) -> Bool {
    inode == other.inode && size == other.size && modified == other.modified
  }
}

/// Returns the time that the kernel would give a file written now, in nanoseconds since 1970.
package func fileSystemTime() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME_COARSE, &time)
  return nanoseconds(time)
}

package func sleep(milliseconds count: Int) {
  usleep(UInt32(clamping: count * 1000))
}

// Wrapping arithmetic, because any program can set the times of a file to arbitrary values.
private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}
