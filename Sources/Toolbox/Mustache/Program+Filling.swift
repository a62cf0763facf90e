extension Program {
  /// Maximum size of the literal text of a filled program, in bytes. A program that would become
  /// larger is not filled.
  private static let greatestFilling = 16_000_000

  /// Returns this program specialized for records that begin with the values `first` (partial
  /// evaluation).
  ///
  /// Known values become literal text, and sections on them are decided now. `shape` is the shape
  /// of the records to render. It may differ from the program's shape only in the fields of
  /// `first`.
  func filled(with first: [Value], _ reader: ValueReader, for shape: Shape) -> Program {
    var filling = PartialEvaluator(program: self, reader: reader, limit: Self.greatestFilling)
    filling.run(0..<instructions.count, [PartialEvaluator.Frame(known: first, number: 0)])
    var filled = filling.isTooLarge ? self : filling.filled
    filled.shape = shape
    return filled
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
    let number: UInt16?
  }

  let program: Program
  let reader: ValueReader
  let limit: Int
  var filled: Program
  private var barrier = 0

  var isTooLarge: Bool { filled.literals.count > limit }

  init(program: Program, reader: ValueReader, limit: Int) {
    self.program = program
    self.reader = reader
    self.limit = limit
    filled = Program(program.shape)
    filled.paths = program.paths
    filled.shapes = program.shapes
  }

  mutating func run(_ range: Range<Int>, _ frames: [Frame]) {
    var index = range.lowerBound
    while index < range.upperBound, !isTooLarge {
      let instruction = program.instructions[index]
      let body = index + 1..<max(index + 1, Int(instruction.end))
      index += 1
      if instruction.code == .literal {
        let bytes = program.literals[Int(instruction.start)..<Int(instruction.end)]
        filled.append(literal: bytes, mergingFrom: barrier)
        continue
      }
      if let value = value(of: instruction, frames) {
        settle(instruction, value, body, frames)
      } else {
        keep(instruction, body, frames)
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
    guard slot < frame.known.count else { return frame.number == nil ? .missing : nil }
    let start = Int(instruction.path)
    return program.paths[start..<start + Int(instruction.pathCount)].withUnsafeBufferPointer {
      frame.known[slot].following($0, reader)
    }
  }

  private mutating func settle(
    _ instruction: Program.Instruction, _ value: Value, _ body: Range<Int>, _ frames: [Frame]
  ) {
    switch instruction.code {
    case .literal: break
    case .text, .number, .html:
      var shown: [UInt8] = []
      BufferedOutput.append(to: &shown) { output in
        var output = output
        value.show(isRaw: instruction.code == .html, reader, to: &output)
        return output
      }
      filled.append(literal: shown, mergingFrom: barrier)
    case .when: if value.isTrue { run(body, frames) }
    case .unless: if !value.isTrue { run(body, frames) }
    case .with: enter(value, instruction, body, frames)
    case .each:
      guard value.kind == .list else { return }
      for item in reader.values(of: value) { enter(item, instruction, body, frames) }
    }
  }

  private mutating func enter(
    _ record: Value, _ instruction: Program.Instruction, _ body: Range<Int>, _ frames: [Frame]
  ) {
    let shape = program.shapes[Int(instruction.start)]
    guard let values = reader.values(of: record, shape) else { return }
    run(body, frames + [Frame(known: Array(values), number: nil)])
  }

  /// Copies an instruction whose value is not known.
  private mutating func keep(
    _ instruction: Program.Instruction, _ body: Range<Int>, _ frames: [Frame]
  ) {
    var kept = instruction
    kept.frame = frames[Int(instruction.frame)].number ?? 0
    let index = filled.instructions.count
    filled.append(kept)
    barrier = filled.instructions.count
    guard kept.code.hasBody else { return }
    let isEntered = kept.code == .with || kept.code == .each
    let next = frames.compactMap(\.number).count
    run(body, isEntered ? frames + [Frame(known: [], number: UInt16(next))] : frames)
    filled.end(index)
    barrier = filled.instructions.count
  }
}

extension Program.Instruction.Code {
  fileprivate var hasBody: Bool {
    switch self {
    case .literal, .text, .html, .number: false
    case .when, .unless, .with, .each: true
    }
  }
}
