/// Guards libcmark against the texts that it is slow on.
package enum WorkBound {
  package enum Reason: Equatable, Sendable {
    case nestedBlocks
  }

  static func outcome(of source: UnsafeBufferPointer<UInt8>) -> RenderingOutcome {
    .rendered
  }
}
