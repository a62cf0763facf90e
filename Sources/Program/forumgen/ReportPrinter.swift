import Diagnostics
import SiteBuilder

/// Prints the result of a build and determines the exit status.
struct ReportPrinter {
  let format: DiagnosticFormat
  let isQuiet: Bool
  let showsTimings: Bool
  let system: SystemFacts
  /// Erased before anything is printed.
  let line: ProgressLine?

  func print(_ report: BuildReport) {
    line?.clear()
    printDiagnostics(DiagnosticReport(report.diagnostics))
    switch report.outcome {
    case .published(let tally): printTally(tally, report)
    case .refused: printRefusal(report)
    case .failed(let failures):
      for failure in failures { printFailure(failure.sentence) }
    }
    printTimings(report.timings)
  }

  func print(_ verification: VerificationReport) {
    line?.clear()
    switch verification.outcome {
    case .same(let files): printSameness(files, verification)
    case .failed(let failures):
      for failure in failures { printFailure(failure.sentence) }
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
    case .json: toErrors(diagnostics.formatted(as: .json))
    case .text:
      toErrors(diagnostics.formatted(as: .text(terminal: system.isTerminal)))
      if system.isGitHubActions { toErrors(diagnostics.formatted(as: .gitHub)) }
    }
  }

  private func printFailure(_ sentence: String) { tell(sentence, severity: "error") }

  private func printNote(_ sentence: String) { tell(sentence, severity: "note") }

  /// Prints a message that concerns the system and not a source location.
  private func tell(_ sentence: String, severity: String) {
    switch format {
    case .text: toErrors("forumgen: \(severity): \(replacingUnprintableCharacters(in: sentence))\n")
    case .json:
      toErrors(
        "{\"file\":null,\"line\":null,\"column\":null,\"severity\":\"\(severity)\","
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

  private func printTally(_ tally: BuildSummary, _ report: BuildReport) {
    if let note = tally.note { printNote("the next build will be slower: \(note)") }
    if let note = tally.changesNote { printNote("there are no lists of changes: \(note)") }
    guard !isQuiet else { return }
    let seconds = report.timings.reduce(0) { $0 + $1.seconds }
    toOutput(
      "\(tally.threads) threads, \(tally.posts) posts, \(tally.pages) pages: \(tally.written) "
        + "written, \(tally.kept) kept, \(tally.removed) removed; \(decimal(seconds)) s, "
        + "\(peakMemory() / 1_000_000) MB\n")
  }

  private func printSameness(_ files: Int, _ verification: VerificationReport) {
    guard !isQuiet else { return }
    let seconds = verification.timings.reduce(0) { $0 + $1.seconds }
    toOutput(
      "verified: all \(files) files are as a clean build makes them; \(decimal(seconds)) s, "
        + "\(peakMemory() / 1_000_000) MB\n")
  }

  private func printTimings(_ timings: [(stage: String, seconds: Double)]) {
    guard showsTimings, !isQuiet else { return }
    for (stage, seconds) in timings { toOutput("  \(decimal(seconds)) s  \(stage)\n") }
  }
}

/// Formats seconds with three decimals.
private func decimal(_ seconds: Double) -> String {
  let milliseconds = Int((seconds * 1000).rounded())
  let rest = String(milliseconds % 1000)
  return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
}
