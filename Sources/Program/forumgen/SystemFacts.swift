import ArgumentParser
import CMalloc
import Glibc

/// What the program asks of the system, once: the only place that reads the clock and the
/// environment.
struct SystemFacts {
  let cores: Int
  let isTerminal: Bool
  /// Whether standard error is a terminal that knows how to go back in a line.
  let canRewriteLines: Bool
  let isGitHubActions: Bool
  /// The folder for caches of this program, or nil where the system has no place for them.
  let cacheFolder: String?
  /// Changes whenever the program does.
  let program: String
  private let sourceDateEpoch: String?

  static func current() -> SystemFacts {
    let isTerminal = isatty(STDERR_FILENO) == 1
    return SystemFacts(
      cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), isTerminal: isTerminal,
      canRewriteLines: isTerminal && !["dumb", nil].contains(environment("TERM")),
      isGitHubActions: environment("GITHUB_ACTIONS") != nil,
      cacheFolder: cachePlace(), program: programIdentity(),
      sourceDateEpoch: environment("SOURCE_DATE_EPOCH"))
  }

  /// Seconds since 1970 in UTC: SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock.
  func moment() throws -> Int64 {
    guard let sourceDateEpoch else { return Int64(time(nil)) }
    guard let seconds = Int64(sourceDateEpoch), (0...253_402_300_799).contains(seconds) else {
      throw ValidationError("SOURCE_DATE_EPOCH is a number of seconds since 1970.")
    }
    return seconds
  }
}

/// An empty variable counts as none.
private func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

/// Beside the build when there is a `.build` folder, where CI services keep caches; else where the
/// XDG Base Directory Specification has them.
private func cachePlace() -> String? {
  var status = stat()
  if stat(".build", &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return ".build/forumgen" }
  if let caches = environment("XDG_CACHE_HOME"), caches.hasPrefix("/") {
    return caches + "/forumgen"
  }
  return environment("HOME").map { $0 + "/.cache/forumgen" }
}

/// The executable's size, time and inode: a new version must not trust what an old one rendered.
private func programIdentity() -> String {
  var status = stat()
  guard stat("/proc/self/exe", &status) == 0 else { return "" }
  return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec) \(status.st_ino)"
}

/// Has the allocator keep what a stage lets go of for the next one, instead of giving it back to the system. To be
/// called before anything else.
///
/// Memory that was never touched has to be cleared, page by page, and on a virtual machine found first: a build
/// after an edit, which reads and drops large tables at each stage, spent a seventh of its time on that.
func keepFreedMemory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30)
  mallopt(M_TRIM_THRESHOLD, Int32.max)
}

/// Seconds since some moment, for how long something took.
func elapsedSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Of the terminal on standard error, in characters; 80 where it does not say.
func terminalWidth() -> Int {
  var size = winsize()
  guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return Int(size.ws_col)
}

/// The largest amount of memory that the process had, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1024
}
