extension Program {
  /// Maximum size of the literal text of a specialized program, in bytes. A program that would
  /// become larger is not specialized.
  private static let maximumSpecializedSize = 16_000_000

  /// Returns this program specialized for records that begin with the values `first` (partial
  /// evaluation).
  ///
  /// Known values become literal text, and sections on them are decided now. `shape` is the shape
  /// of the records to render. It may differ from the program's shape only in the fields of
  /// `first`.
  func specialized(for first: [Value], _ reader: ValueReader, shape: Shape) -> Program {
    var evaluator = PartialEvaluator(
      program: self, reader: reader, limit: Self.maximumSpecializedSize)
    evaluator.run(0..<instructions.count, [PartialEvaluator.Frame(known: first, renderFrame: 0)])
    var specialized = evaluator.isTooLarge ? self : evaluator.output
    specialized.shape = shape
    return specialized
  }
}

/// Evaluates a program as far as its values are known, and copies the remaining instructions.
private struct PartialEvaluator {
  /// A record that a section has entered.
  struct Frame {
    /// Its known values: the first ones of a page's record, or all values of a record that is
    /// known.
    let known: [Value]
    /// The frame of this record when the page is rendered. Nil for a known record, which is not
    /// entered then.
    let renderFrame: UInt16?
  }

  let program: Program
  let reader: ValueReader
  let limit: Int
  var output: Program
  private var basicBlockStart = 0

  var isTooLarge: Bool { output.literals.count > limit }

  init(program: Program, reader: ValueReader, limit: Int) {
    self.program = program
    self.reader = reader
    self.limit = limit
    output = Program(program.shape)
    output.paths = program.paths
    output.shapes = program.shapes
  }

  mutating func run(_ range: Range<Int>, _ frames: [Frame]) {
    var index = range.lowerBound
    while index < range.upperBound, !isTooLarge {
      let instruction = program.instructions[index]
      let body = index + 1..<max(index + 1, Int(instruction.end))
      index += 1
      if instruction.code == .literal {
        let bytes = program.literals[Int(instruction.start)..<Int(instruction.end)]
        output.append(literal: bytes, mergingFrom: basicBlockStart)
        continue
      }
      if let value = value(of: instruction, frames) {
        evaluate(instruction, value, body, frames)
      } else {
        emit(instruction, body, frames)
      }
      if instruction.code.hasBody { index = Int(instruction.end) }
    }
  }
}

extension PartialEvaluator {
  /// Returns the value of an instruction. Nil if it depends on the page.
  private func value(of instruction: Program.Instruction, _ frames: [Frame]) -> Value? {
    let frame = frames[Int(instruction.frame)]
    let slot = Int(instruction.slot)
    guard slot < frame.known.count else { return frame.renderFrame == nil ? .missing : nil }
    let start = Int(instruction.path)
    return program.paths[start..<start + Int(instruction.pathCount)].withUnsafeBufferPointer {
      frame.known[slot].resolved($0, reader)
    }
  }

  private mutating func evaluate(
    _ instruction: Program.Instruction, _ value: Value, _ body: Range<Int>, _ frames: [Frame]
  ) {
    switch instruction.code {
    case .literal: break
    case .text, .number, .html:
      var rendered: [UInt8] = []
      BufferedOutput.append(to: &rendered) { buffered in
        var buffered = buffered
        value.render(isRaw: instruction.code == .html, reader, into: &buffered)
        return buffered
      }
      output.append(literal: rendered, mergingFrom: basicBlockStart)
    case .ifTrue: if value.isTrue { run(body, frames) }
    case .ifFalse: if !value.isTrue { run(body, frames) }
    case .enterRecord: enter(value, instruction, body, frames)
    case .forEach:
      guard value.kind == .list else { return }
      for item in reader.values(of: value) { enter(item, instruction, body, frames) }
    }
  }

  private mutating func enter(
    _ record: Value, _ instruction: Program.Instruction, _ body: Range<Int>, _ frames: [Frame]
  ) {
    let shape = program.shapes[Int(instruction.start)]
    guard let values = reader.values(of: record, shape) else { return }
    run(body, frames + [Frame(known: Array(values), renderFrame: nil)])
  }

  /// Copies an instruction whose value is not known.
  private mutating func emit(
    _ instruction: Program.Instruction, _ body: Range<Int>, _ frames: [Frame]
  ) {
    var emitted = instruction
    emitted.frame = frames[Int(instruction.frame)].renderFrame ?? 0
    let index = output.instructions.count
    output.append(emitted)
    basicBlockStart = output.instructions.count
    guard emitted.code.hasBody else { return }
    let isEntered = emitted.code == .enterRecord || emitted.code == .forEach
    let next = frames.compactMap(\.renderFrame).count
    run(body, isEntered ? frames + [Frame(known: [], renderFrame: UInt16(next))] : frames)
    output.end(index)
    basicBlockStart = output.instructions.count
  }
}

extension Program.Instruction.Code {
  fileprivate var hasBody: Bool {
    switch self {
    case .literal, .text, .html, .number: false
    case .ifTrue, .ifFalse, .enterRecord, .forEach: true
    }
  }
}
