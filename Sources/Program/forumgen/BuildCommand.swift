import ArgumentParser
import Content
import SiteBuilder

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Builds the site into the publish folder.",
    discussion: """
      Exit status: 0 published; 1 the content or the templates have errors, and nothing was \
      published; 2 something could not be read or written; 64 wrong usage.
      """)

  @Option(help: "The folder with forum.yml, boards/ and pages/.")
  var content = "content"

  @Option(help: "The folder with the theme: *.mustache, strings.yml, assets/.")
  var templates = "templates"

  @Option(help: "The folder to publish into.")
  var output = "public"

  @Option(
    name: .customLong("base-url"), help: "Where the site will stand, instead of forum.yml's url.",
    transform: parseSiteURL)
  var baseURL: BaseURL?

  @Flag(help: "Publish drafts too.")
  var drafts = false

  @Option(
    help: "The day of the build, as 2022-05-31; default: SOURCE_DATE_EPOCH, else the clock.",
    transform: parseDay)
  var now: Day?

  @Option(help: "How many threads read and write at once; default: all cores.")
  var jobs: Int?

  @Flag(help: "Warnings, too, keep the site from being published.")
  var strict = false

  @Flag(help: "Render every page anew, as if no build had been before.")
  var clean = false

  @Flag(
    help:
      "Publish into a folder with files that forumgen did not write, and keep those that it does not overwrite."
  )
  var adopt = false

  @Flag(help: "Print diagnostics only.")
  var quiet = false

  @Option(help: "How diagnostics are printed: text or json.")
  var format = DiagnosticFormat.text

  @Flag(
    help:
      "Build once more into a folder beside, without the cache, and compare every path and byte; a difference is exit status 2."
  )
  var verify = false

  @Option(
    help: ArgumentHelp(
      "Write FILE.written and FILE.removed: what this build changed.",
      discussion: """
        A path a line, sorted, relative to the publish folder, for rsync --files-from and rclone \
        --files-from-raw. They hold what changed since the build before this one, whichever that \
        was; .forumgen/ is in neither. Lists of an earlier run are removed first, and there are \
        new ones only if this build publishes and the one before it is known whole: where it \
        left no list, or was cut off, a note says so; then copy the whole folder.
        """, valueName: "file"))
  var changes: String?

  @Flag(help: "Print how long each stage took.")
  var timings = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024.")
    }
    for (name, path) in [("content", content), ("templates", templates), ("output", output)]
    where path.isEmpty {
      throw ValidationError("--\(name) is the path of a folder.")
    }
    if changes == "" { throw ValidationError("--changes is the path of a file.") }
  }

  func run() throws {
    keepFreedMemory()
    let system = SystemFacts.current()
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

  private func showsProgress(_ system: SystemFacts) -> Bool {
    system.canRewriteLines && !quiet && format == .text
  }

  private func exit(with status: Int32) throws {
    if status != 0 { throw ExitCode(status) }
  }

  private func options(_ system: SystemFacts) throws -> BuildOptions {
    let moment = try now.map(BuildMoment.day) ?? .instant(system.moment())
    var options = BuildOptions(
      content: content, templates: templates, output: output, now: moment,
      jobs: jobs ?? system.cores, cache: system.cacheFolder, program: system.program)
    options.baseURL = baseURL
    options.showsDrafts = drafts
    options.isStrict = strict
    options.isClean = clean
    options.adopts = adopt
    options.changes = changes
    return options
  }
}

@Sendable private func parseDay(_ text: String) throws -> Day {
  guard let day = Day(text) else {
    throw ValidationError("--now is a day such as 2022-05-31.")
  }
  return day
}

@Sendable private func parseSiteURL(_ text: String) throws -> BaseURL {
  guard let url = BaseURL(text) else {
    throw ValidationError("--base-url is an absolute URL such as https://example.org/forum.")
  }
  return url
}
