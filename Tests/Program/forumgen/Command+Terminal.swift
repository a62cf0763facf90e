import Foundation
import Testing

extension Command {
  /// Builds with standard error on a pseudo-terminal; what it showed.
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
    // Nothing may have been shown.
    try #require(fcntl(main, F_SETFL, O_NONBLOCK) == 0)
    // What is shown fits into the terminal's buffer; with its other end open the read would wait.
    var shown: [UInt8] = Array(repeating: 0, count: 64 << 10)
    let count = read(main, &shown, shown.count)
    close(terminal)
    return String(decoding: shown.prefix(max(0, count)), as: UTF8.self)
  }
}
