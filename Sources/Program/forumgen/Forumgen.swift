// The program: parses options, runs a build, prints its report and exits with its status.

import ArgumentParser

@main
struct Forumgen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forumgen",
    abstract: "Publishes a patient-support forum from thread files as a site of plain pages.",
    version: "0.1.0",
    subcommands: [BuildCommand.self])
}
