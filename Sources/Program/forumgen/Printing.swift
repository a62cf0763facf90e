import Glibc

func writeToStandardError(_ text: String) { writeAll(text, to: STDERR_FILENO) }

func writeToStandardOutput(_ text: String) { writeAll(text, to: STDOUT_FILENO) }

/// Ignores errors, because there is no other way to report them.
private func writeAll(_ text: String, to descriptor: Int32) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno != EINTR { return }
    rest = rest.dropFirst(max(0, count))
  }
}
