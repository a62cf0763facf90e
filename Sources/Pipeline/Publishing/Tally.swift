package import Files

/// The receipt for a file that was written, or kept because it showed the same bytes.
package struct PublishedFile: Hashable, Sendable {
  /// Its place in the plan.
  let position: Int
  let stamp: FileStamp
  package let isWritten: Bool
}

/// What a build did to the output folder.
package struct Tally: Hashable, Sendable {
  /// Sorted.
  package let written: [OutputPath]
  /// How many planned files were as they should be.
  package let kept: Int
  /// Sorted.
  package let removed: [OutputPath]
  /// Whether there was a list of an earlier build's files. Where there was none, nobody knows what
  /// else stands in copies of the output: what was written and removed says too little then.
  package let hadList: Bool
  /// Whether the build before was cut off: what it wrote, nobody noted down.
  package let followsCutOff: Bool
  /// Why the manifest could not be written: the next build will take longer, nothing else.
  package let forgotten: PublishingProblem?
}
