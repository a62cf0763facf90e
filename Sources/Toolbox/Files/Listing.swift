/// A regular file found below a root.
package struct FoundFile: Hashable, Sendable {
  /// Path relative to the root, with `/` between its parts.
  package let path: String
  /// Nil if the caller did not request the stamp.
  package let stamp: FileStamp?
}

/// An entry of a folder that is neither a readable file nor a readable folder.
package struct UnsupportedEntry: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A symbolic link to a target outside the root. It is not followed.
    case linkOutOfRoot
    /// A symbolic link whose target does not exist.
    case danglingLink
    /// A symbolic link to itself or to a folder that contains it.
    case linkLoop
    /// A symbolic link to a folder after the limit of followed links. The limit bounds listings
    /// in which links multiply the folders. This link and later ones are not followed.
    case tooManyLinks
    /// The name is not UTF-8.
    case nameNotUTF8
    /// A pipe, a socket or a device.
    case specialFile
    /// The entry could not be inspected, or the folder could not be read.
    case unreadable(FileError.Reason)
  }

  /// Path relative to the root. Bytes that are not UTF-8 are replaced by U+FFFD.
  package let path: String
  package let kind: Kind

  /// Description for authors, without the path.
  package var message: String {
    switch kind {
    case .linkOutOfRoot:
      "this symbolic link points to a file outside the folder; put the file itself here"
    case .danglingLink: "the target of this symbolic link does not exist; remove the link"
    case .linkLoop: "this symbolic link points to a folder that contains it; remove the link"
    case .tooManyLinks: "too many symbolic links to folders; this link is not followed"
    case .nameNotUTF8:
      "the name is not UTF-8; rename the file, preferably with plain letters "
        + "and digits"
    case .specialFile: "this is neither a file nor a folder; remove it"
    case .unreadable(let reason): "it cannot be read: \(reason.message)"
    }
  }
}

/// The contents of a folder tree. Files, folders and unsupported entries are each sorted by the
/// bytes of their paths, with a `/` appended to the paths of folders.
package struct Listing: Sendable {
  package internal(set) var files: [FoundFile] = []
  package internal(set) var folders: [String] = []
  package internal(set) var unsupportedEntries: [UnsupportedEntry] = []
}

/// Lists all files and folders below `root`.
///
/// Skips names whose first byte is one of the ASCII characters `initials`, with everything below
/// them. A symbolic link is followed if the real path of its target is inside the root. The
/// target is then listed under the path of the link too.
///
/// Regular files below the folder `folder` that are not links have no stamps. This saves a system
/// call for each of 150,000 files.
///
/// Throws if the root itself cannot be read.
package func listFiles(
  below root: String, skippingInitials initials: String = "._",
  withoutStampsIn folder: String? = nil
) throws(FileError) -> Listing {
  var walk = try FolderWalk(
    root: root, skippedInitials: Set(initials.utf8), withoutStampsIn: folder)
  return walk.run()
}
