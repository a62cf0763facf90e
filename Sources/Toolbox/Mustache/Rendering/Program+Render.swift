extension Program {
  /// Appends the page rendered from `record`.
  func render(_ record: Value, _ reader: ValueReader, into output: inout [UInt8]) {
    let values = reader.values(of: record, shape.id) ?? Frame(start: nil, count: 0)
    // The inner loop uses unsafe buffers because retaining and releasing arrays for each
    // instruction is slow.
    instructions.withUnsafeBufferPointer { instructions in
      literals.withUnsafeBufferPointer { literals in
        paths.withUnsafeBufferPointer { paths in
          shapes.withUnsafeBufferPointer { shapes in
            withUnsafeTemporaryAllocation(of: Frame.self, capacity: frameCount) { frames in
              BufferedOutput.append(to: &output) { output in
                var rendering = Rendering(
                  instructions: instructions, literals: literals, paths: paths, shapes: shapes,
                  frames: frames, reader: reader, output: output)
                rendering.run(in: values)
                return rendering.output
              }
            }
          }
        }
      }
    }
  }
}

/// The values of a record.
private typealias Frame = UnsafeBufferPointer<Value>

/// The inner loop of rendering. It is recursive only for `enterRecord` and `forEach`, so that its
/// depth is limited by the nesting of the template.
private struct Rendering: ~Copyable {
  let instructions: UnsafeBufferPointer<Program.Instruction>
  let literals: UnsafeBufferPointer<UInt8>
  let paths: UnsafeBufferPointer<ShapeStack.FieldStep>
  let shapes: UnsafeBufferPointer<Shape.ID>
  /// The values of the enclosing records, innermost last. Records deeper than any instruction
  /// refers to are not stored.
  let frames: UnsafeMutableBufferPointer<Frame>
  let reader: ValueReader
  var output: BufferedOutput
  /// Number of enclosing records.
  var depth = 0

  mutating func run(in values: Frame) { run(0..<instructions.count, in: values) }

  private mutating func run(_ range: Range<Int>, in values: Frame) {
    if depth < frames.count { frames.initializeElement(at: depth, to: values) }
    depth += 1
    run(range)
    depth -= 1
  }

  private mutating func run(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let instruction = instructions[index]
      index += 1
      switch instruction.code {
      case .literal: output.append(literal(instruction))
      case .text, .number: value(of: instruction).render(isRaw: false, reader, into: &output)
      case .html: value(of: instruction).render(isRaw: true, reader, into: &output)
      case .ifTrue: if !value(of: instruction).isTrue { index = Int(instruction.end) }
      case .ifFalse: if value(of: instruction).isTrue { index = Int(instruction.end) }
      case .enterRecord, .forEach:
        enter(instruction, at: index)
        index = Int(instruction.end)
      }
    }
  }

  @inline(__always)
  private func literal(_ instruction: Program.Instruction) -> UnsafeBufferPointer<UInt8> {
    let count = Int(instruction.end &- instruction.start)
    return UnsafeBufferPointer(
      start: literals.baseAddress.map { $0 + Int(instruction.start) }, count: count)
  }

  private mutating func enter(_ instruction: Program.Instruction, at start: Int) {
    let value = value(of: instruction)
    let body = start..<Int(instruction.end)
    let shape = shapes[Int(instruction.start)]
    switch (value.kind, instruction.code) {
    case (.record, .enterRecord): run(body, in: value, shape)
    case (.list, .forEach): for item in reader.values(of: value) { run(body, in: item, shape) }
    default: break
    }
  }

  private mutating func run(_ body: Range<Int>, in record: Value, _ shape: Shape.ID) {
    guard let values = reader.values(of: record, shape) else { return }
    run(body, in: values)
  }

  @inline(__always)
  private func value(of instruction: Program.Instruction) -> Value {
    let values = frames[Int(instruction.frame)]
    let slot = Int(instruction.slot)
    guard slot < values.count else { return .missing }
    guard instruction.pathCount > 0 else { return values[slot] }
    let start = Int(instruction.path)
    let path = paths[start..<start + Int(instruction.pathCount)]
    return values[slot].resolved(UnsafeBufferPointer(rebasing: path), reader)
  }
}
