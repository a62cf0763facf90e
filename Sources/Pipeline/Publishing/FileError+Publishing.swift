import Files

/// Something at a path that the build needs, which forumgen did not write.
enum Obstacle {
  case file, folder, link, other
}

/// Errors that prevent a site from being published, besides those of the file system.
extension FileError {
  /// The output folder contains files but no file list.
  static func noFileList(in folder: String) -> FileError {
    FileError(
      path: folder,
      explanation:
        "\(folder) contains files that forumgen did not write. To publish there anyway, build with "
        + "--adopt: files at the paths of the site are overwritten, and all others are kept")
  }

  static func busy(_ folder: String) -> FileError {
    FileError(
      path: folder,
      explanation: "another build is using \(folder); wait until it ends, then build again")
  }

  /// The file list cannot be trusted. `line` counts from 1.
  static func damagedFileList(_ path: String, line: Int) -> FileError {
    FileError(
      path: path,
      explanation:
        "the file list \(path) is damaged in line \(line); delete it and build with --adopt")
  }

  static func blocked(_ path: String, by obstacle: Obstacle) -> FileError {
    let explanation =
      switch obstacle {
      case .file:
        "forumgen did not write \(path), but the site needs this path; move the file away, or "
          + "overwrite it by building with --adopt"
      case .folder:
        "\(path) is a folder, but the site needs a file there; move the folder away"
      case .link:
        "\(path) is a symbolic link, and forumgen neither follows nor removes links; delete the link"
      case .other:
        "forumgen did not write \(path), but the site needs this path; move it away"
      }
    return FileError(path: path, explanation: explanation)
  }
}

/// Errors in the plan of a build.
extension FileError {
  static func reserved(_ path: String) -> FileError {
    FileError(
      path: path,
      explanation: "the path \(path) is reserved for forumgen; choose another name")
  }

  /// The path could lead out of the output folder, or no file system accepts it.
  static func invalidPath(_ path: String) -> FileError {
    FileError(
      path: path,
      explanation:
        "the path \(path) cannot be published; avoid control characters, backslashes and names "
        + "longer than 255 bytes")
  }

  static func plannedTwice(_ path: String) -> FileError {
    FileError(
      path: path,
      explanation: "two files would be published as \(path); rename one of them")
  }

  static func planned(_ path: String, below file: String) -> FileError {
    FileError(
      path: path,
      explanation:
        "\(path) cannot be published because \(file) is a file, not a folder; rename one of them")
  }

  /// The file list would be longer than a build can read. Lengths are in bytes.
  static func listTooLong(_ path: String, _ size: Int, maximum: Int) -> FileError {
    FileError(
      path: path,
      explanation:
        "the list of all paths is \(size) bytes long, but \(path) can have at most \(maximum); "
        + "use shorter names, or split the forum into several")
  }

  /// The build ended without writing a planned file.
  static func notWritten(_ path: String) -> FileError {
    FileError(
      path: path,
      explanation: "\(path) was planned but not written; this is a bug in forumgen")
  }
}
