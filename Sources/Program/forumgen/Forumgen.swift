// The program: parses options, runs a build, prints its report and exits with its status.

import ArgumentParser

@main
struct Forumgen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forumgen",
    abstract: "Generates a static website from the Markdown files of a patient-support forum.",
    version: "0.1.0",
    subcommands: [BuildCommand.self])
}
