import SafeHTML

extension Program {
  func render(_ record: Record, into output: inout [UInt8]) {
    let values = record.shape == shape ? record.values : []
    var rendering = Rendering(program: self, frames: [values], output: output)
    // The bytes are moved out and back, so that they are never copied.
    output = []
    rendering.run(0..<instructions.count)
    output = rendering.output
  }
}

/// The inner loop: one instruction after the other, recursive by sections only, so that it is never
/// deeper than a page's nesting.
private struct Rendering {
  let program: Program
  var frames: [[Value]]
  var output: [UInt8]

  mutating func run(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let instruction = program.instructions[index]
      index += 1
      switch instruction.code {
      case .literal: appendLiteral(instruction)
      case .text, .number: show(value(of: instruction))
      case .html: showHTML(value(of: instruction))
      case .when: if !value(of: instruction).isTrue { index = Int(instruction.end) }
      case .unless: if value(of: instruction).isTrue { index = Int(instruction.end) }
      case .with, .each:
        enter(value(of: instruction), instruction, at: index)
        index = Int(instruction.end)
      }
    }
  }

  private mutating func appendLiteral(_ instruction: Program.Instruction) {
    output.append(contentsOf: program.literals[Int(instruction.start)..<Int(instruction.end)])
  }

  private mutating func show(_ value: Value) {
    switch value {
    case .text(let text): appendEscaped(text, to: &output)
    case .number(let number): appendDecimal(number, to: &output)
    case .html(let html): html.bytes.withUnsafeBufferPointer { appendEscaped($0, to: &output) }
    case .missing, .flag, .record, .list: break
    }
  }

  private mutating func showHTML(_ value: Value) {
    if case .html(let html) = value {
      output.append(contentsOf: html.bytes)
    } else {
      show(value)
    }
  }

  private mutating func enter(_ value: Value, _ instruction: Program.Instruction, at start: Int) {
    let body = start..<Int(instruction.end)
    let shape = program.shapes[Int(instruction.start)]
    switch (value, instruction.code) {
    case (.record(let record), .with): run(body, in: record, of: shape)
    case (.list(let items), .each):
      for case .record(let record) in items { run(body, in: record, of: shape) }
    default: break
    }
  }

  private mutating func run(_ body: Range<Int>, in record: Record, of shape: Shape) {
    guard record.shape == shape else { return }
    frames.append(record.values)
    run(body)
    frames.removeLast()
  }

  private func value(of instruction: Program.Instruction) -> Value {
    let values = frames[Int(instruction.frame)]
    let slot = Int(instruction.slot)
    guard slot < values.count else { return .missing }
    guard instruction.pathCount > 0 else { return values[slot] }
    return value(along: instruction, from: values[slot])
  }

  private func value(along instruction: Program.Instruction, from value: Value) -> Value {
    var value = value
    let start = Int(instruction.path)
    for step in program.paths[start..<start + Int(instruction.pathCount)] {
      guard case .record(let record) = value, record.shape == step.shape else { return .missing }
      value = record.value(at: step.slot)
    }
    return value
  }
}
