import Files

extension FileError {
  static func overlap(of output: String, with source: String) -> FileError {
    FileError(
      path: output,
      explanation:
        "cannot publish into \(output), because it is the same folder as \(source), or one "
        + "contains the other; choose a separate folder with --output")
  }

  static func changed(_ path: String) -> FileError {
    FileError(path: path, explanation: "\(path) changed during the build; build again")
  }
}
