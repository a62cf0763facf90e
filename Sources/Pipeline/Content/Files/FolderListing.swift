package import Files

/// Lists a folder. A subfolder that cannot be read is an error and not an empty folder.
package func listFolder(
  _ folder: SourceFolder, withoutStampsIn stampless: String? = nil
) throws(FileError) -> Listing {
  let listing = try listFiles(below: folder.path, withoutStampsIn: stampless)
  for entry in listing.unsupportedEntries {
    if case .unreadable(let reason) = entry.kind {
      throw FileError(.read, path: folder.displayPath(entry.path), reason: reason)
    }
  }
  return listing
}
