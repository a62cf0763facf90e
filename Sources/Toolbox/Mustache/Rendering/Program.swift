/// A compiled page template: a flat list of instructions. Every partial and parent is expanded in
/// place, and every name is resolved to a slot.
struct Program: Sendable {
  struct Instruction: Sendable, BitwiseCopyable {
    enum Code: UInt8, Sendable {
      /// Appends the literal bytes from `start` to `end`.
      case literal
      case text, html, number
      /// Sections. The instructions up to `end` are run if the value is true (`ifTrue`), if it is
      /// false (`ifFalse`), in the record (`enterRecord`) or in each record of the list
      /// (`forEach`).
      case ifTrue, ifFalse, enterRecord, forEach
    }

    let code: Code
    /// Position of the value: the frame of its record and its slot there. A dotted name has
    /// `pathCount` further steps in `paths`, the first at index `path`.
    var frame: UInt16 = 0
    var slot: Int32 = 0
    var path: Int32 = 0
    var pathCount: UInt16 = 0
    var start: Int32 = 0
    var end: Int32 = 0
  }

  var instructions: [Instruction] = []
  var literals: [UInt8] = []
  var paths: [ShapeStack.FieldStep] = []
  /// The shapes that `enterRecord` and `forEach` expect. Their `start` is an index of this array.
  /// A record of another shape counts as missing.
  var shapes: [Shape.ID] = []
  /// The shape of the page's record.
  var shape: Shape
  /// Number of enclosing records that instructions refer to, including the page's own.
  private(set) var frameCount = 1

  init(_ shape: Shape) { self.shape = shape }
}

extension Program {
  /// Appends literal bytes. Extends the previous instruction if it is a literal and no section
  /// has begun or ended since.
  mutating func append(literal bytes: some Collection<UInt8>, mergingFrom basicBlockStart: Int) {
    guard !bytes.isEmpty else { return }
    let start = Int32(literals.count)
    literals.append(contentsOf: bytes)
    let end = Int32(literals.count)
    if let last = instructions.last, last.code == .literal, instructions.count > basicBlockStart {
      instructions[instructions.count - 1].end = end
    } else {
      instructions.append(Instruction(code: .literal, start: start, end: end))
    }
  }

  mutating func append(_ code: Instruction.Code, _ reference: ShapeStack.SlotReference) {
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
    _ code: Instruction.Code, _ reference: ShapeStack.SlotReference, entering shape: Shape
  ) {
    append(code, reference)
    let index = shapes.lastIndex { $0.address == shape.id.address } ?? shapes.count
    if index == shapes.count { shapes.append(shape.id) }
    instructions[instructions.count - 1].start = Int32(index)
  }

  mutating func end(_ index: Int) { instructions[index].end = Int32(instructions.count) }
}
