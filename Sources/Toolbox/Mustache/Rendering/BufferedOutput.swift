import Glibc
import SafeHTML

/// A buffer in front of an array. A page consists of hundreds of short pieces. Copying them to a
/// buffer on the stack is faster than appending each to an array.
struct BufferedOutput: ~Copyable {
  private static let capacity = 16_384

  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  private var output: [UInt8]

  private init(_ buffer: UnsafeMutableBufferPointer<UInt8>, appendingTo output: inout [UInt8]) {
    self.buffer = buffer
    // Swapped out and back, so that the array has only one owner and is not copied.
    self.output = []
    swap(&self.output, &output)
  }

  static func append(
    to output: inout [UInt8], _ body: (consuming BufferedOutput) -> BufferedOutput
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      var buffered = body(BufferedOutput(buffer, appendingTo: &output))
      buffered.flush()
      swap(&buffered.output, &output)
    }
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, let base = buffer.baseAddress else { return }
    guard bytes.count <= buffer.count - count else { return appendLarge(bytes) }
    memcpy(base + count, start, bytes.count)
    count += bytes.count
  }

  private mutating func appendLarge(_ bytes: UnsafeBufferPointer<UInt8>) {
    flush()
    if bytes.count > buffer.count { output.append(contentsOf: bytes) } else { append(bytes) }
  }

  mutating func append(decimal number: Int) {
    if buffer.count - count < 24 { flush() }
    forEachDigit(of: number) { digit in
      buffer[count] = digit
      count += 1
    }
  }

  mutating func append(escaped text: UnsafeBufferPointer<UInt8>) {
    if needsNoEscaping(text) { return append(text) }
    flush()
    appendEscaped(text, to: &output)
  }

  private mutating func flush() {
    output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
    count = 0
  }
}
