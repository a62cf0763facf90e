import Diagnostics

/// The shapes that surround a point of a template, innermost last. The compiler resolves names in
/// it.
struct ShapeStack {
  /// Position of a value when a page is rendered.
  struct Reference {
    /// Index of the record among the enclosing records. 0 is the page's own record.
    let frame: Int
    /// Index of the value in the record.
    let slot: Int
    /// Steps to the value of a dotted name from there.
    var path: [Step] = []
  }

  /// A slot of a record with the given shape.
  struct Step: BitwiseCopyable {
    let shape: Shape.ID
    let slot: Int
  }

  private enum Level {
    case record(Shape, frame: Int)
    /// A section on a value that is not a record. `{{.}}` in it is this value.
    case value(Reference, Kind)
  }

  enum Failure: Error {
    case unknownName(nearest: String?)
    case unknownField(String, of: String, nearest: String?)
    case noRecord(String, of: String, Kind)
    case misplacedDot
    case dotInRecord
  }

  private var levels: [Level]
  private var frames = 1

  init(_ shape: Shape) { levels = [.record(shape, frame: 0)] }

  func entering(_ shape: Shape) -> ShapeStack {
    var inner = self
    inner.levels.append(.record(shape, frame: frames))
    inner.frames += 1
    return inner
  }

  func entering(_ reference: Reference, _ kind: Kind) -> ShapeStack {
    var inner = self
    inner.levels.append(.value(reference, kind))
    return inner
  }
}

extension ShapeStack {
  func resolve(_ name: Name) throws(Failure) -> (Reference, Kind) {
    if name.parts.isEmpty { return try resolveDot() }
    guard !name.parts.contains("") else { throw .misplacedDot }
    for case .record(let shape, let frame) in levels.reversed() {
      guard let slot = shape.slot(of: name.parts[0]) else { continue }
      return try resolve(name, in: shape, frame: frame, slot: slot)
    }
    throw .unknownName(nearest: nearest(to: name))
  }

  private func resolveDot() throws(Failure) -> (Reference, Kind) {
    switch levels.last {
    case .value(let reference, let kind): return (reference, kind)
    case .record, nil: throw .dotInRecord
    }
  }

  private func resolve(
    _ name: Name, in shape: Shape, frame: Int, slot: Int
  ) throws(Failure) -> (Reference, Kind) {
    var path: [Step] = []
    var kind = shape.fields[slot].kind
    for index in name.parts.indices.dropFirst() {
      let record = name.parts[..<index].joined(separator: ".")
      guard case .record(let inner) = kind else {
        throw .noRecord(name.parts[index], of: record, kind)
      }
      guard let slot = inner.slot(of: name.parts[index]) else {
        let nearest = inner.fields.map(\.name).nearest(to: name.parts[index])
        throw .unknownField(
          name.parts[index], of: record, nearest: nearest.map { record + "." + $0 })
      }
      path.append(Step(shape: inner.id, slot: slot))
      kind = inner.fields[slot].kind
    }
    return (Reference(frame: frame, slot: slot, path: path), kind)
  }

  /// Returns the most similar name. If several are equally similar, that of the innermost shape.
  private func nearest(to name: Name) -> String? {
    var names: [String] = []
    for case .record(let shape, _) in levels.reversed() { names += shape.fields.map(\.name) }
    return names.nearest(to: name.parts[0]).map {
      ([$0] + name.parts.dropFirst()).joined(separator: ".")
    }
  }
}
