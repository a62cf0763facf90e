import CMark
import Glibc

/// A node of libcmark's tree, valid only inside `MarkdownParser.withTree`.
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

  /// Counted from 1.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  /// Bytes, counted from 1.
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }

  var literal: UnsafeBufferPointer<UInt8> { text(cmark_node_get_literal(pointer)) }
  var destination: UnsafeBufferPointer<UInt8> { text(cmark_node_get_url(pointer)) }
  var title: UnsafeBufferPointer<UInt8> { text(cmark_node_get_title(pointer)) }
  var fenceInfo: UnsafeBufferPointer<UInt8> { text(cmark_node_get_fence_info(pointer)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var isTightList: Bool { cmark_node_get_list_tight(pointer) == 1 }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }

  /// Whether this paragraph is in a tight list and therefore shown without `<p>`.
  var isTightParagraph: Bool {
    guard let list = parent?.parent, list.kind == CMARK_NODE_LIST else { return false }
    return list.isTightList
  }

  var isTextOrSoftBreak: Bool { kind == CMARK_NODE_TEXT || kind == CMARK_NODE_SOFTBREAK }

  /// Returns the node after this one and its descendants, or nil if there is none inside `root`.
  func nodeAfterSubtree(within root: MarkdownNode) -> MarkdownNode? {
    var node = self
    while node != root {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      node = parent
    }
    return nil
  }

  /// libcmark replaces NUL in sources, so its texts end at the first NUL.
  private func text(_ start: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let start else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(start)
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }
}
