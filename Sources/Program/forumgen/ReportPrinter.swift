import Build
import Diagnostics
import Glibc

/// Prints how a build ended, and says what its exit status is.
struct ReportPrinter {
  let format: DiagnosticFormat
  let isQuiet: Bool
  let showsTimings: Bool
  let system: SystemFacts

  func print(_ report: BuildReport) {
    printDiagnostics(DiagnosticReport(report.diagnostics))
    switch report.outcome {
    case .published(let tally): printTally(tally, report)
    case .refused: printRefusal(report)
    case .failed(let failures):
      for failure in failures { printFailure(failure.sentence) }
    }
    if showsTimings, !isQuiet { printTimings(report) }
  }

  /// 0 published, 1 refused, 2 could not be read or written.
  func status(of report: BuildReport) -> Int32 {
    switch report.outcome {
    case .published: 0
    case .refused: 1
    case .failed: 2
    }
  }
}

extension ReportPrinter {
  private func printDiagnostics(_ diagnostics: DiagnosticReport) {
    switch format {
    case .json: toErrors(diagnostics.printed(.json))
    case .text:
      toErrors(diagnostics.printed(.text(terminal: system.isTerminal)))
      if system.isGitHubActions { toErrors(diagnostics.printed(.gitHub)) }
    }
  }

  /// With no place: it is the system's doing.
  private func printFailure(_ sentence: String) {
    switch format {
    case .text: toErrors("forumgen: error: \(printable(sentence))\n")
    case .json:
      toErrors(
        "{\"file\":null,\"line\":null,\"column\":null,\"severity\":\"error\","
          + "\"id\":\"system\",\"message\":\(jsonString(sentence)),\"suggestion\":null}\n")
    }
  }

  private func printRefusal(_ report: BuildReport) {
    guard !isQuiet, format == .text else { return }
    let errors = Set(report.diagnostics).count { $0.severity == .error }
    let warnings = Set(report.diagnostics).count - errors
    let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    toErrors("forumgen: nothing was published: \(counts.joined(separator: ", "))\n")
  }

  private func printTally(_ tally: BuildTally, _ report: BuildReport) {
    if let note = tally.note {
      toErrors("forumgen: note: the next build will be slower: \(note)\n")
    }
    guard !isQuiet else { return }
    let seconds = report.timings.reduce(0) { $0 + $1.seconds }
    toOutput(
      "\(tally.threads) threads, \(tally.posts) posts, \(tally.pages) pages: \(tally.written) "
        + "written, \(tally.kept) kept, \(tally.removed) removed; \(decimal(seconds)) s, "
        + "\(peakMemory() / 1_000_000) MB\n")
  }

  private func printTimings(_ report: BuildReport) {
    for (stage, seconds) in report.timings { toOutput("  \(decimal(seconds)) s  \(stage)\n") }
  }
}

/// Three digits behind the point.
private func decimal(_ seconds: Double) -> String {
  let milliseconds = Int((seconds * 1000).rounded())
  let rest = String(milliseconds % 1000)
  return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
}

private func toErrors(_ text: String) { put(text, on: STDERR_FILENO) }

private func toOutput(_ text: String) { put(text, on: STDOUT_FILENO) }

/// Nobody is left to tell when this fails.
private func put(_ text: String, on descriptor: Int32) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno != EINTR { return }
    rest = rest.dropFirst(max(0, count))
  }
}
