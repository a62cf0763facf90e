/// A regular file that was found below a root.
package struct FoundFile: Hashable, Sendable {
  /// Relative to the root, with `/` between the parts.
  package let path: String
  /// nil: it was not asked for.
  package let stamp: FileStamp?
}

/// Something in a folder that is neither a file nor a folder that can be read.
package struct Oddity: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A symbolic link to something outside the root. It is not followed.
    case linkOut
    /// A symbolic link to nothing.
    case danglingLink
    /// A symbolic link to itself or to a folder that it stands in.
    case linkLoop
    /// So many links to folders that only a tangle can be meant; this one and later ones are not
    /// followed.
    case tooManyLinks
    /// The name is not UTF-8.
    case nameNotText
    /// A pipe, a socket or a device.
    case special
    /// It could not be looked at, or the folder could not be read.
    case unreadable(FileProblem.Reason)
  }

  /// Relative to the root; U+FFFD stands for bytes that are not UTF-8.
  package let path: String
  package let kind: Kind

  /// What it is, without the path, in plain English.
  package var sentence: String {
    switch kind {
    case .linkOut:
      "a symbolic link that leads out of the folder is not followed; "
        + "put the file itself here"
    case .danglingLink: "the symbolic link leads nowhere; remove it"
    case .linkLoop: "the symbolic link leads back to where it stands; remove it"
    case .tooManyLinks: "there are too many symbolic links to folders; this one is not followed"
    case .nameNotText: "the name is not UTF-8; rename it, best with plain letters and digits"
    case .special: "it is neither a file nor a folder"
    case .unreadable(let reason): "it cannot be read: \(reason.sentence)"
    }
  }
}

/// What stands below a root. Files, folders and oddities are each sorted by their paths' bytes,
/// folders as if a `/` stood behind them.
package struct Listing: Sendable {
  package internal(set) var files: [FoundFile] = []
  package internal(set) var folders: [String] = []
  package internal(set) var oddities: [Oddity] = []
}

/// Everything below `root`, however deep. Names that begin with one of `passingOver` are passed
/// over, with all that is below them.
///
/// A symbolic link is followed when what it leads to lies inside the root, by its real path; its
/// target is then listed under the link's name too. Throws when the root itself cannot be read.
///
/// Plain files in `folder`, however deep, need not have stamps: asking for 150,000 costs three times
/// as much as listing them.
package func listFiles(
  below root: String, passingOver initials: String = "._", withoutStampsIn folder: String? = nil
) throws(FileProblem) -> Listing {
  var walk = try FolderWalk(root: root, initials: Set(initials.utf8), stampless: folder)
  return walk.run()
}
