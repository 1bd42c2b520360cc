import BuildKit
import Commands
import Console
import Grader
import Lessons

/// Builds the pages for a browser and serves them on this machine.
enum DocsCommand: Command {
  private static let port = Setting.number(
    "port",
    "N",
    "serve on this port; 0 takes any free one",
    in: 0...65535
  )
  private static let noServe = Flag("no-serve", "only build the pages")

  static let usage = Usage(
    "docs",
    "show the lessons in a browser",
    options: [port, noServe],
    notes: [
      "Only programs on this machine can reach the pages. Ctrl-C ends the server. Without --port "
        + "it takes port \(usualPort), or any free one if that is in use."
    ]
  )

  /// The same as last time wherever possible, so that bookmarks hold.
  private static let usualPort = 8642

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let folder = try session.folder()
    let builder = try DocumentationBuilder(folder: folder)
    let progress = ProgressLine(session.terminal)
    progress.show("building the lessons")
    defer { progress.end() }
    try builder.build()
    progress.end()
    guard !arguments[noServe] else {
      session.print("The lessons are built in \(folder.relative(builder.output)).")
      return .success
    }
    let archive = PageArchive(root: builder.output)
    let server = try server(archive, port: arguments[port])
    session.print("The lessons are at  \(session.terminal.style.cyan(server.address))")
    session.print("Ctrl-C ends the server.")
    server.serve()
    return .success
  }

  private static func server(
    _ archive: PageArchive,
    port: Int?
  ) throws(KitFailure) -> PageServer {
    if let port { return try PageServer(archive: archive, port: port) }
    do { return try PageServer(archive: archive, port: usualPort) } catch {
      return try PageServer(archive: archive)
    }
  }
}
