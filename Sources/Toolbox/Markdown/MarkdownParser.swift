import CMark
import CMarkArena

/// libcmark behind one door: a tree lives while the closure runs, and is forgotten as a whole.
struct MarkdownParser: ~Copyable {
  private let memory: UnsafeMutablePointer<cmark_mem>

  init() {
    memory = .allocate(capacity: 1)
    memory.initialize(
      to: cmark_mem(
        calloc: cmark_arena_calloc, realloc: cmark_arena_realloc, free: cmark_arena_free))
  }

  deinit {
    memory.deinitialize(count: 1)
    memory.deallocate()
  }

  func withTree(
    of source: UnsafeBufferPointer<UInt8>, shieldingURLs: Bool, _ body: (MarkdownNode) -> Void
  ) {
    let mark = cmark_arena_now()
    defer { cmark_arena_release(mark) }
    // Neither the parser nor the tree is freed by itself: all of it is in the arena.
    guard let parser = cmark_parser_new_with_mem(Self.options(for: source), memory) else { return }
    let shield = shieldingURLs ? URLShield(source) : nil
    feed(parser, shield?.bytes, or: source)
    guard let root = cmark_parser_finish(parser) else { return }
    if shield != nil { URLShield.lift(from: MarkdownNode(root)) }
    body(MarkdownNode(root))
  }

  /// libcmark mends what is not UTF-8, byte by byte; to see first that there is nothing to mend saves
  /// a tenth of its time.
  private static func options(for source: UnsafeBufferPointer<UInt8>) -> Int32 {
    offsetOfInvalidUTF8(in: source) == nil ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8
  }

  private func feed(
    _ parser: OpaquePointer, _ shielded: [UInt8]?, or source: UnsafeBufferPointer<UInt8>
  ) {
    if let shielded {
      shielded.withUnsafeBytes { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    } else if source.baseAddress != nil {
      cmark_parser_feed(parser, UnsafeRawPointer(source.baseAddress), source.count)
    }
  }
}
