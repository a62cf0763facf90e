import Diagnostics
import SiteBuilder

/// Prints the result of a build and determines the exit status.
struct ReportPrinter {
  let format: DiagnosticFormat
  let isQuiet: Bool
  let showsTimings: Bool
  let system: SystemInfo
  /// Erased before anything is printed.
  let line: ProgressLine?

  func print(_ report: BuildReport) {
    line?.clear()
    printDiagnostics(DiagnosticReport(report.diagnostics))
    switch report.outcome {
    case .published(let summary): printSummary(summary, report)
    case .refused: printRefusal(report)
    case .failed(let messages): messages.forEach(printFailure)
    }
    printTimings(report.timings)
  }

  func print(_ verification: VerificationReport) {
    line?.clear()
    switch verification.outcome {
    case .same(let files): printVerified(files, verification)
    case .failed(let messages): messages.forEach(printFailure)
    }
    printTimings(verification.timings)
  }

  /// Returns 0 if the site was published, 1 if it was refused, 2 if something could not be read
  /// or written.
  func status(of report: BuildReport) -> Int32 {
    switch report.outcome {
    case .published: 0
    case .refused: 1
    case .failed: 2
    }
  }

  /// Returns 2 if the output folder differs from a clean build or could not be compared.
  func status(of verification: VerificationReport) -> Int32 {
    if case .same = verification.outcome { 0 } else { 2 }
  }
}

extension ReportPrinter {
  private func printDiagnostics(_ diagnostics: DiagnosticReport) {
    switch format {
    case .json: writeToStandardError(diagnostics.formatted(as: .json))
    case .text:
      writeToStandardError(diagnostics.formatted(as: .text(terminal: system.isTerminal)))
      if system.isGitHubActions { writeToStandardError(diagnostics.formatted(as: .gitHub)) }
    }
  }

  private func printFailure(_ message: String) { printMessage(message, severity: "error") }

  private func printNote(_ message: String) { printMessage(message, severity: "note") }

  /// Prints a message that concerns the system and not a source location.
  private func printMessage(_ message: String, severity: String) {
    switch format {
    case .text:
      writeToStandardError(
        "forumgen: \(severity): \(replacingUnprintableCharacters(in: message))\n")
    case .json:
      writeToStandardError(
        "{\"file\":null,\"line\":null,\"column\":null,\"severity\":\"\(severity)\","
          + "\"id\":\"system\",\"message\":\(jsonString(message)),\"suggestion\":null}\n")
    }
  }

  private func printRefusal(_ report: BuildReport) {
    guard !isQuiet, format == .text else { return }
    let errors = Set(report.diagnostics).count { $0.severity == .error }
    let warnings = Set(report.diagnostics).count - errors
    let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      .map(counted)
    writeToStandardError("forumgen: nothing was published: \(counts.joined(separator: ", "))\n")
  }

  private func printSummary(_ summary: BuildSummary, _ report: BuildReport) {
    if let note = summary.cacheNote { printNote("the next build will be slower: \(note)") }
    if let note = summary.changeListsNote { printNote("no change lists were written: \(note)") }
    guard !isQuiet else { return }
    let seconds = report.timings.reduce(0) { $0 + $1.seconds }
    writeToStandardOutput(
      "\(counted(summary.threads, "thread")), \(counted(summary.posts, "post")), "
        + "\(counted(summary.pages, "page")): \(summary.written) written, \(summary.kept) kept, "
        + "\(summary.removed) removed; \(decimal(seconds)) s, "
        + "\(peakMemory() / 1_000_000) MB\n")
  }

  private func printVerified(_ files: Int, _ verification: VerificationReport) {
    guard !isQuiet else { return }
    let seconds = verification.timings.reduce(0) { $0 + $1.seconds }
    writeToStandardOutput(
      "verified: all \(files) files are the same as in a clean build; \(decimal(seconds)) s, "
        + "\(peakMemory() / 1_000_000) MB\n")
  }

  private func printTimings(_ timings: [(stage: String, seconds: Double)]) {
    guard showsTimings, !isQuiet else { return }
    for (stage, seconds) in timings { writeToStandardOutput("  \(decimal(seconds)) s  \(stage)\n") }
  }
}

/// Returns for example "1 thread" or "2 threads".
private func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}

/// Formats seconds with three decimals.
private func decimal(_ seconds: Double) -> String {
  let milliseconds = Int((seconds * 1000).rounded())
  let rest = String(milliseconds % 1000)
  return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
}
