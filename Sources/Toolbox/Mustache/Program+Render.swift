import SafeHTML

extension Program {
  func render(_ record: Record, into output: inout [UInt8]) {
    let values = record.shape == shape ? record.values : []
    // The inner loop reads instructions and values in place: taken out of their arrays one by one,
    // the counting of references alone cost half of a page's time.
    instructions.withUnsafeBufferPointer { instructions in
      literals.withUnsafeBufferPointer { literals in
        values.withUnsafeBufferPointer { values in
          var rendering = Rendering(
            program: self, instructions: instructions, literals: literals, frames: [values],
            output: output)
          // The bytes are moved out and back, so that they are never copied.
          output = []
          rendering.run(0..<instructions.count)
          output = rendering.output
        }
      }
    }
  }
}

/// The inner loop: one instruction after the other, recursive by sections only, so that it is never
/// deeper than a page's nesting.
private struct Rendering {
  let program: Program
  let instructions: UnsafeBufferPointer<Program.Instruction>
  let literals: UnsafeBufferPointer<UInt8>
  var frames: [UnsafeBufferPointer<Value>]
  var output: [UInt8]

  mutating func run(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let instruction = instructions[index]
      index += 1
      switch instruction.code {
      case .literal:
        let bytes = literals[Int(instruction.start)..<Int(instruction.end)]
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes))
      case .text, .number, .html: show(instruction)
      case .when: if !isTrue(instruction) { index = Int(instruction.end) }
      case .unless: if isTrue(instruction) { index = Int(instruction.end) }
      case .with, .each:
        enter(instruction, at: index)
        index = Int(instruction.end)
      }
    }
  }

  private mutating func show(_ instruction: Program.Instruction) {
    guard let value = place(of: instruction) else { return }
    switch value.pointee {
    case .text(let text): appendEscaped(text, to: &output)
    case .number(let number): appendDecimal(number, to: &output)
    case .html(let html):
      if instruction.code == .html {
        output.append(contentsOf: html.bytes)
      } else {
        html.bytes.withUnsafeBufferPointer { appendEscaped($0, to: &output) }
      }
    case .missing, .flag, .record, .list: break
    }
  }

  private func isTrue(_ instruction: Program.Instruction) -> Bool {
    guard let value = place(of: instruction) else { return false }
    return value.pointee.isTrue
  }

  private mutating func enter(_ instruction: Program.Instruction, at start: Int) {
    guard let value = place(of: instruction) else { return }
    let body = start..<Int(instruction.end)
    let shape = program.shapes[Int(instruction.start)]
    switch (value.pointee, instruction.code) {
    case (.record(let record), .with): run(body, in: record, of: shape)
    case (.list(let items), .each):
      for case .record(let record) in items { run(body, in: record, of: shape) }
    default: break
    }
  }

  private mutating func run(_ body: Range<Int>, in record: Record, of shape: Shape) {
    guard record.shape == shape else { return }
    record.values.withUnsafeBufferPointer { values in
      frames.append(values)
      run(body)
      frames.removeLast()
    }
  }

  /// Where the value stands, in the values of a record that is being shown; nil: it is missing.
  private func place(of instruction: Program.Instruction) -> UnsafePointer<Value>? {
    guard let place = element(Int(instruction.slot), of: frames[Int(instruction.frame)]) else {
      return nil
    }
    return instruction.pathCount == 0 ? place : self.place(along: instruction, from: place)
  }

  private func place(
    along instruction: Program.Instruction, from place: UnsafePointer<Value>
  ) -> UnsafePointer<Value>? {
    var place = place
    let start = Int(instruction.path)
    for index in start..<start + Int(instruction.pathCount) {
      let step = program.paths[index]
      guard case .record(let record) = place.pointee, record.shape == step.shape,
        // The record holds its values for as long as the one that it is in, which is being shown.
        let next = record.values.withUnsafeBufferPointer({ element(step.slot, of: $0) })
      else { return nil }
      place = next
    }
    return place
  }

  private func element(
    _ slot: Int, of values: UnsafeBufferPointer<Value>
  ) -> UnsafePointer<Value>? {
    guard slot < values.count, let base = values.baseAddress else { return nil }
    return base + slot
  }
}
