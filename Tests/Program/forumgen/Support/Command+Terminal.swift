import Foundation
import Testing

extension Command {
  /// Builds with standard error on a pseudo-terminal. Returns what the terminal received.
  func buildOnATerminal(_ arguments: [String] = []) throws -> String {
    var main: Int32 = -1
    var terminal: Int32 = -1
    try #require(openpty(&main, &terminal, nil, nil, nil) == 0)
    defer { close(main) }
    let process = try process(
      ["build", "--templates", Self.templates, "--now", "2026-11-20"] + arguments)
    process.standardError = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    try process.run()
    process.waitUntilExit()
    // The output fits into the terminal's buffer, so it can be read after the process has ended.
    close(terminal)
    return String(decoding: try readToEnd(from: main), as: UTF8.self)
  }

  /// Reads until no more output arrives, because a single read may return only a part of it.
  private func readToEnd(from main: Int32) throws -> [UInt8] {
    // A process of another test may have inherited the other end. A blocking read would then wait.
    try #require(fcntl(main, F_SETFL, O_NONBLOCK) == 0)
    var shown: [UInt8] = []
    var buffer: [UInt8] = Array(repeating: 0, count: 64 << 10)
    var waiting = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 500) == 1 {
      let count = read(main, &buffer, buffer.count)
      guard count > 0 else { break }
      shown += buffer.prefix(count)
    }
    return shown
  }
}
