import Diagnostics

/// The shapes that surround a point of a template, innermost last. The compiler resolves names in
/// it.
struct ShapeStack {
  /// Position of a value when a page is rendered.
  struct SlotReference {
    /// Index of the record among the enclosing records. 0 is the page's own record.
    let frame: Int
    /// Index of the value in the record.
    let slot: Int
    /// Steps to the value of a dotted name from there.
    var path: [FieldStep] = []
  }

  /// A slot of a record with the given shape.
  struct FieldStep: BitwiseCopyable {
    let shape: Shape.ID
    let slot: Int
  }

  private enum Scope {
    case record(Shape, frame: Int)
    /// A section on a value that is not a record. `{{.}}` in it is this value.
    case value(SlotReference, FieldKind)
  }

  enum ResolutionError: Error {
    case unknownName(suggestion: String?)
    case unknownField(String, of: String, suggestion: String?)
    case notARecord(String, of: String, FieldKind)
    case misplacedDot
    case dotInRecord
  }

  private var scopes: [Scope]
  private var frames = 1

  init(_ shape: Shape) { scopes = [.record(shape, frame: 0)] }

  func entering(_ shape: Shape) -> ShapeStack {
    var inner = self
    inner.scopes.append(.record(shape, frame: frames))
    inner.frames += 1
    return inner
  }

  func entering(_ reference: SlotReference, _ kind: FieldKind) -> ShapeStack {
    var inner = self
    inner.scopes.append(.value(reference, kind))
    return inner
  }
}

extension ShapeStack {
  func resolve(_ name: Name) throws(ResolutionError) -> (SlotReference, FieldKind) {
    if name.parts.isEmpty { return try resolveDot() }
    guard !name.parts.contains("") else { throw .misplacedDot }
    for case .record(let shape, let frame) in scopes.reversed() {
      guard let slot = shape.slot(of: name.parts[0]) else { continue }
      return try resolve(name, in: shape, frame: frame, slot: slot)
    }
    throw .unknownName(suggestion: suggestion(for: name))
  }

  private func resolveDot() throws(ResolutionError) -> (SlotReference, FieldKind) {
    switch scopes.last {
    case .value(let reference, let kind): return (reference, kind)
    case .record, nil: throw .dotInRecord
    }
  }

  private func resolve(
    _ name: Name, in shape: Shape, frame: Int, slot: Int
  ) throws(ResolutionError) -> (SlotReference, FieldKind) {
    var path: [FieldStep] = []
    var kind = shape.fields[slot].kind
    for index in name.parts.indices.dropFirst() {
      let record = name.parts[..<index].joined(separator: ".")
      guard case .record(let inner) = kind else {
        throw .notARecord(name.parts[index], of: record, kind)
      }
      guard let slot = inner.slot(of: name.parts[index]) else {
        let suggestion = inner.fields.map(\.name).mostSimilar(to: name.parts[index])
        throw .unknownField(
          name.parts[index], of: record, suggestion: suggestion.map { record + "." + $0 })
      }
      path.append(FieldStep(shape: inner.id, slot: slot))
      kind = inner.fields[slot].kind
    }
    return (SlotReference(frame: frame, slot: slot, path: path), kind)
  }

  /// Returns the most similar name. If several are equally similar, that of the innermost shape.
  private func suggestion(for name: Name) -> String? {
    var names: [String] = []
    for case .record(let shape, _) in scopes.reversed() { names += shape.fields.map(\.name) }
    return names.mostSimilar(to: name.parts[0]).map {
      ([$0] + name.parts.dropFirst()).joined(separator: ".")
    }
  }
}
