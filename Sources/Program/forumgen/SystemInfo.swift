import ArgumentParser
import CMalloc
import Glibc

/// Information that the program asks of the system, once. No other code reads the date or the
/// environment.
struct SystemInfo {
  let cores: Int
  let isTerminal: Bool
  /// Whether standard error is a terminal on which a line can be rewritten.
  let canRewriteLines: Bool
  let isGitHubActions: Bool
  /// Folder for the caches of this program. Nil if the system defines none.
  let cacheFolder: String?
  /// Changes with every new version of the executable.
  let program: String
  private let sourceDateEpoch: String?

  static func current() -> SystemInfo {
    let isTerminal = isatty(STDERR_FILENO) == 1
    return SystemInfo(
      cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), isTerminal: isTerminal,
      canRewriteLines: isTerminal && !["dumb", nil].contains(environment("TERM")),
      isGitHubActions: environment("GITHUB_ACTIONS") != nil,
      cacheFolder: cacheFolderPath(), program: programIdentity(),
      sourceDateEpoch: environment("SOURCE_DATE_EPOCH"))
  }

  /// Returns the time of the build in seconds since 1970 in UTC: `SOURCE_DATE_EPOCH`
  /// (reproducible-builds.org) if it is set, else the clock. Throws `ValidationError` if the
  /// variable is not such a number.
  func currentTime() throws -> Int64 {
    guard let sourceDateEpoch else { return Int64(time(nil)) }
    guard let seconds = Int64(sourceDateEpoch), (0...253_402_300_799).contains(seconds) else {
      throw ValidationError("SOURCE_DATE_EPOCH must be a number of seconds since 1970.")
    }
    return seconds
  }
}

/// Returns nil for an empty variable, too.
private func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

/// Returns `.build/forumgen` if there is a `.build` folder, because CI services keep caches
/// there. Otherwise follows the XDG Base Directory Specification.
private func cacheFolderPath() -> String? {
  var status = stat()
  if stat(".build", &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return ".build/forumgen" }
  if let caches = environment("XDG_CACHE_HOME"), caches.hasPrefix("/") {
    return caches + "/forumgen"
  }
  return environment("HOME").map { $0 + "/.cache/forumgen" }
}

/// Returns size, modification time and inode of the executable. A new version must not trust
/// pages that an old one rendered.
private func programIdentity() -> String {
  var status = stat()
  guard stat("/proc/self/exe", &status) == 0 else { return "" }
  return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec) \(status.st_ino)"
}

/// Makes the allocator keep freed memory for later stages instead of returning it to the system.
/// Must be called before anything else.
///
/// Fresh memory costs a page fault for each page, and more on a virtual machine. A build after an
/// edit reads and frees large tables in each stage.
func keepFreedMemory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30)
  mallopt(M_TRIM_THRESHOLD, Int32.max)
}

/// Returns seconds since an arbitrary moment, for measuring durations.
func elapsedSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Width of the terminal on standard error, in characters. 80 if it is unknown.
func terminalWidth() -> Int {
  var size = winsize()
  guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return Int(size.ws_col)
}

/// Peak resident memory of the process, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1024
}
