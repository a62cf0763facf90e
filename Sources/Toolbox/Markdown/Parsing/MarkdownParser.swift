import CMark
import CMarkArena

/// Wraps libcmark. A tree is valid only while the closure runs. Then all its memory is released
/// at once.
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
    of source: UnsafeBufferPointer<UInt8>, protectingURLs: Bool, _ body: (MarkdownNode) -> Void
  ) {
    let mark = cmark_arena_get_mark()
    defer { cmark_arena_release(mark) }
    // The parser and the tree are not freed individually because both are in the arena.
    guard let parser = cmark_parser_new_with_mem(Self.options(for: source), memory) else { return }
    let substitution = protectingURLs ? URLDelimiterSubstitution(source) : nil
    feed(parser, substitution?.bytes, or: source)
    guard let root = cmark_parser_finish(parser) else { return }
    if substitution != nil { URLDelimiterSubstitution.restore(in: MarkdownNode(root)) }
    body(MarkdownNode(root))
  }

  /// Turns libcmark's repair of invalid UTF-8 on only where it is needed, because it works byte
  /// by byte.
  private static func options(for source: UnsafeBufferPointer<UInt8>) -> Int32 {
    offsetOfInvalidUTF8(in: source) == nil ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8
  }

  private func feed(
    _ parser: OpaquePointer, _ substituted: [UInt8]?, or source: UnsafeBufferPointer<UInt8>
  ) {
    if let substituted {
      substituted.withUnsafeBytes { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    } else if source.baseAddress != nil {
      cmark_parser_feed(parser, UnsafeRawPointer(source.baseAddress), source.count)
    }
  }
}
