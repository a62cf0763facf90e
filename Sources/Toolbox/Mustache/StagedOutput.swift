import Glibc
import SafeHTML

/// Bytes on their way to an array. A page is made of some hundred short pieces, and to append one to
/// an array costs four times as much as to copy it: pieces are gathered in a small place first.
struct StagedOutput: ~Copyable {
  private static let room = 16_384

  private let stage: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  private var output: [UInt8]

  private init(_ stage: UnsafeMutableBufferPointer<UInt8>, continuing output: inout [UInt8]) {
    self.stage = stage
    // The bytes are moved out and back, so that they are never copied.
    self.output = []
    swap(&self.output, &output)
  }

  static func append(
    to output: inout [UInt8], _ body: (consuming StagedOutput) -> StagedOutput
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { stage in
      var staged = body(StagedOutput(stage, continuing: &output))
      staged.flush()
      swap(&staged.output, &output)
    }
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, let base = stage.baseAddress else { return }
    guard bytes.count <= stage.count - count else { return appendLarge(bytes) }
    memcpy(base + count, start, bytes.count)
    count += bytes.count
  }

  private mutating func appendLarge(_ bytes: UnsafeBufferPointer<UInt8>) {
    flush()
    if bytes.count > stage.count { output.append(contentsOf: bytes) } else { append(bytes) }
  }

  mutating func append(decimal number: Int) {
    if stage.count - count < 24 { flush() }
    forEachDigit(of: number) { digit in
      stage[count] = digit
      count += 1
    }
  }

  mutating func append(escaped text: UnsafeBufferPointer<UInt8>) {
    if isClean(text) { return append(text) }
    flush()
    appendEscaped(text, to: &output)
  }

  private mutating func flush() {
    output.append(contentsOf: UnsafeBufferPointer(rebasing: stage[..<count]))
    count = 0
  }
}
