import CMark
import Glibc

/// A node of libcmark's tree, valid inside `MarkdownParser.withTree` only.
struct MarkdownNode: Equatable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  private init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var kind: cmark_node_type { cmark_node_get_type(pointer) }
  var next: MarkdownNode? { MarkdownNode(cmark_node_next(pointer)) }
  var previous: MarkdownNode? { MarkdownNode(cmark_node_previous(pointer)) }
  var parent: MarkdownNode? { MarkdownNode(cmark_node_parent(pointer)) }
  var firstChild: MarkdownNode? { MarkdownNode(cmark_node_first_child(pointer)) }
  var lastChild: MarkdownNode? { MarkdownNode(cmark_node_last_child(pointer)) }

  /// Lines count from 1.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  /// In bytes, from 1.
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }

  var literal: UnsafeBufferPointer<UInt8> { text(cmark_node_get_literal(pointer)) }
  var destination: UnsafeBufferPointer<UInt8> { text(cmark_node_get_url(pointer)) }
  var title: UnsafeBufferPointer<UInt8> { text(cmark_node_get_title(pointer)) }
  var fenceInfo: UnsafeBufferPointer<UInt8> { text(cmark_node_get_fence_info(pointer)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var isTightList: Bool { cmark_node_get_list_tight(pointer) == 1 }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }

  /// Whether this is a paragraph whose list shows its items without paragraphs.
  var isTightParagraph: Bool {
    guard let list = parent?.parent, list.kind == CMARK_NODE_LIST else { return false }
    return list.isTightList
  }

  var isLineOfText: Bool { kind == CMARK_NODE_TEXT || kind == CMARK_NODE_SOFTBREAK }

  /// The node that comes after this one and all below it, as long as it is inside `root`.
  func following(within root: MarkdownNode) -> MarkdownNode? {
    var node = self
    while node != root {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      node = parent
    }
    return nil
  }

  /// libcmark replaces NUL, so that its texts end at the first one.
  private func text(_ start: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let start else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(start)
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }
}
