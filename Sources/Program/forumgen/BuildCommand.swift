import ArgumentParser
import Content
import SiteBuilder

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Builds the site into the output folder.",
    discussion: """
      Exit status: 0 published; 1 the content or the templates have errors, and nothing was \
      published; 2 something could not be read or written; 64 wrong usage.
      """)

  @Option(help: "The folder with forum.yml, boards/ and pages/.")
  var content = "content"

  @Option(help: "The folder with the theme: *.mustache, strings.yml, assets/.")
  var templates = "templates"

  @Option(help: "The output folder.")
  var output = "public"

  @Option(
    name: .customLong("base-url"), help: "The URL of the site, instead of url in forum.yml.",
    transform: parseBaseURL)
  var baseURL: BaseURL?

  @Flag(help: "Publish drafts too.")
  var drafts = false

  @Option(
    help: "The day of the build, such as 2022-05-31 (default: SOURCE_DATE_EPOCH, else today).",
    transform: parseDay)
  var now: Day?

  @Option(help: "Number of parallel jobs (default: one for each core).")
  var jobs: Int?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "Ignore the caches of earlier builds and render every page.")
  var clean = false

  @Flag(
    help: """
      Publish into a folder that contains other files. Files at paths of the site are overwritten, \
      all others are kept.
      """
  )
  var adopt = false

  @Flag(help: "Print diagnostics only.")
  var quiet = false

  @Option(help: "Format of diagnostics: text or json.")
  var format = DiagnosticFormat.text

  @Flag(
    help: ArgumentHelp(
      "Rebuild into a temporary folder and compare.",
      discussion: """
        The second build uses no cache. All files are compared byte by byte. The exit status is 2 \
        if any differs.
        """))
  var verify = false

  @Option(
    help: ArgumentHelp(
      "Write lists of changed files: FILE.written and FILE.removed.",
      discussion: """
        The lists have one path a line, sorted and relative to the output folder, for rsync \
        --files-from and rclone --files-from-raw. They contain all changes since the previous \
        build, except files in .forumgen/. Existing lists are deleted first. If this build fails, \
        or if the previous build was interrupted or left no file list, no new lists are written. \
        In the latter two cases a note tells you to copy the whole folder.
        """, valueName: "file"))
  var changes: String?

  @Flag(help: "Print the duration of each stage.")
  var timings = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be a number from 1 to 1024.")
    }
    for (name, path) in [("content", content), ("templates", templates), ("output", output)]
    where path.isEmpty {
      throw ValidationError("--\(name) must be the path of a folder.")
    }
    if changes == "" { throw ValidationError("--changes must be the path of a file.") }
  }

  func run() throws {
    keepFreedMemory()
    let system = SystemInfo.current()
    let line = showsProgress(system) ? ProgressLine() : nil
    let printer = ReportPrinter(
      format: format, isQuiet: quiet, showsTimings: timings, system: system, line: line)
    var options = try options(system)
    if let line { options.progress = { line.show($0) } }
    guard try build(options, printer) else { return }
    let verification = SiteBuild.verify(options)
    printer.print(verification)
    try exit(with: printer.status(of: verification))
  }
}

enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension BuildCommand {
  /// Builds the site and prints the report. Returns true if the site is to be verified, after the
  /// memory of the build is freed. Otherwise exits the process.
  private func build(_ options: BuildOptions, _ printer: ReportPrinter) throws -> Bool {
    let report = SiteBuild.run(options)
    printer.print(report)
    let status = printer.status(of: report)
    if status == 0, verify { return true }
    // The report is kept alive until the process exits, so that it is never deallocated.
    withExtendedLifetime(report) { Forumgen.exit(withError: status == 0 ? nil : ExitCode(status)) }
  }

  private func showsProgress(_ system: SystemInfo) -> Bool {
    system.canRewriteLines && !quiet && format == .text
  }

  private func exit(with status: Int32) throws {
    if status != 0 { throw ExitCode(status) }
  }

  private func options(_ system: SystemInfo) throws -> BuildOptions {
    let buildTime = try now.map(BuildTime.day) ?? .instant(system.currentTime())
    var options = BuildOptions(
      content: content, templates: templates, output: output, buildTime: buildTime,
      jobs: jobs ?? system.cores, cache: system.cacheFolder, program: system.program)
    options.baseURL = baseURL
    options.showsDrafts = drafts
    options.isStrict = strict
    options.isClean = clean
    options.adoptsFolder = adopt
    options.changeListsPath = changes
    return options
  }
}

@Sendable private func parseDay(_ text: String) throws -> Day {
  guard let day = Day(text) else {
    throw ValidationError("--now must be a day such as 2022-05-31.")
  }
  return day
}

@Sendable private func parseBaseURL(_ text: String) throws -> BaseURL {
  guard let url = BaseURL(text) else {
    throw ValidationError("--base-url must be an absolute URL such as https://example.org/forum.")
  }
  return url
}
