package import Files

/// Result for one file: it was written, or kept because it had the same bytes.
package struct PublishedFile: Hashable, Sendable {
  /// Position of the file in the plan.
  let position: Int
  let stamp: FileStamp
  package let isWritten: Bool
}

/// Changes that a build made to the output folder.
package struct PublishResult: Hashable, Sendable {
  /// Sorted.
  package let written: [OutputPath]
  /// Number of planned files that did not have to be written.
  package let kept: Int
  /// Sorted.
  package let removed: [OutputPath]
  /// Whether there was a file list of an earlier build. Without one, copies of the output may
  /// contain unknown files, and `written` and `removed` are not enough to update them.
  package let hadFileList: Bool
  /// Whether the previous build was interrupted. The files that it wrote are not known.
  package let previousBuildInterrupted: Bool
  /// Reason why the manifest could not be written. The only effect is a slower next build.
  package let manifestError: FileError?
}
