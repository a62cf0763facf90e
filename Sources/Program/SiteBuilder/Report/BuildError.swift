import Files

/// A message that says why a build failed: for example, a file could not be read or written.
package struct BuildErrorMessage: Sendable, Hashable {
  /// Describes the error and names the file, without a final full stop.
  package let text: String
}

/// Error that ends a build.
struct BuildError: Error {
  let messages: [BuildErrorMessage]

  init(messages: [BuildErrorMessage]) {
    self.messages = messages
  }

  init(message: String) {
    messages = [BuildErrorMessage(text: message)]
  }

  init(_ error: FileError) {
    messages = error.messages.map(BuildErrorMessage.init)
  }

  init(output: String, overlapping source: String) {
    self.init(
      message: "cannot publish into \(output), because it is the same folder as \(source), or one "
        + "contains the other; choose a separate folder with --output")
  }

  init(changed path: String) {
    self.init(message: "\(path) changed during the build; build again")
  }
}
