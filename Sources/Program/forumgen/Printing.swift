import Glibc

func toErrors(_ text: String) { put(text, on: STDERR_FILENO) }

func toOutput(_ text: String) { put(text, on: STDOUT_FILENO) }

/// Ignores errors, because there is no other way to report them.
private func put(_ text: String, on descriptor: Int32) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno != EINTR { return }
    rest = rest.dropFirst(max(0, count))
  }
}
