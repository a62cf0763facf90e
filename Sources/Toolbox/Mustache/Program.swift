/// A page's template, compiled: what to append, from top to bottom, with every partial and parent
/// written out in its place and every name resolved to a slot.
struct Program: Sendable {
  struct Instruction: Sendable, BitwiseCopyable {
    enum Code: UInt8, Sendable {
      /// Appends the literal bytes from `start` to `end`.
      case literal
      case text, html, number
      /// The instructions up to `end` are run if the value is true, if it is not, in the record that
      /// it is, and in each record of the list that it is.
      case when, unless, with, each
    }

    let code: Code
    /// Which record the value is in, its slot there, and where in `paths` it leads on.
    var frame: UInt16 = 0
    var slot: Int32 = 0
    var path: Int32 = 0
    var pathCount: UInt16 = 0
    var start: Int32 = 0
    var end: Int32 = 0
  }

  var instructions: [Instruction] = []
  var literals: [UInt8] = []
  var paths: [ShapeStack.Step] = []
  /// The shapes of `with` and `each`, which `start` counts; a record of another one is missing.
  var shapes: [Shape.ID] = []
  /// Of the records that it shows.
  var shape: Shape
  /// How many records around it an instruction can ask, the page's own included.
  private(set) var frameCount = 1

  init(_ shape: Shape) { self.shape = shape }
}

extension Program {
  /// Appends bytes to be shown as they are, to the literal before when nothing begins or ends between.
  mutating func append(literal bytes: some Collection<UInt8>, mergingFrom barrier: Int) {
    guard !bytes.isEmpty else { return }
    let start = Int32(literals.count)
    literals.append(contentsOf: bytes)
    let end = Int32(literals.count)
    if let last = instructions.last, last.code == .literal, instructions.count > barrier {
      instructions[instructions.count - 1].end = end
    } else {
      instructions.append(Instruction(code: .literal, start: start, end: end))
    }
  }

  mutating func append(_ code: Instruction.Code, _ reference: ShapeStack.Reference) {
    append(
      Instruction(
        code: code, frame: UInt16(reference.frame), slot: Int32(reference.slot),
        path: Int32(paths.count), pathCount: UInt16(clamping: reference.path.count)))
    paths += reference.path
  }

  mutating func append(_ instruction: Instruction) {
    instructions.append(instruction)
    frameCount = max(frameCount, Int(instruction.frame) + 1)
  }

  mutating func append(
    _ code: Instruction.Code, _ reference: ShapeStack.Reference, entering shape: Shape
  ) {
    append(code, reference)
    let index = shapes.lastIndex { $0.address == shape.id.address } ?? shapes.count
    if index == shapes.count { shapes.append(shape.id) }
    instructions[instructions.count - 1].start = Int32(index)
  }

  mutating func end(_ index: Int) { instructions[index].end = Int32(instructions.count) }
}
