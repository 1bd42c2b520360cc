import Console

/// Finds the command that the words name, runs it, and turns what it throws into an exit code.
public struct Dispatcher: Sendable {
  public let session: Session

  /// The command of this name; nil when the program has none, and a usage error when no program has.
  private let command: @Sendable (String) throws(UsageError) -> (any Command.Type)?

  /// What happens with the words when they name a command of another program.
  private let elsewhere: @Sendable ([String]) async throws -> ExitCode

  public init(
    session: Session,
    command: @escaping @Sendable (String) throws(UsageError) -> (any Command.Type)?,
    elsewhere: @escaping @Sendable ([String]) async throws -> ExitCode
  ) {
    self.session = session
    self.command = command
    self.elsewhere = elsewhere
  }

  public func run(_ words: [String]) async -> ExitCode {
    do {
      return try await dispatch(words)
    } catch let error as UsageError {
      session.terminal.complain("course", error.description)
      return .wrongUsage
    } catch {
      session.terminal.complain("course", "\(error)")
      return .kitFailed
    }
  }

  private func dispatch(_ given: [String]) async throws -> ExitCode {
    // To ask for help about a command is to ask the command.
    let words =
      given.count == 2 && given[0] == "help" && !given[1].hasPrefix("-")
      ? [given[1], "--help"] : given
    let isNamed = words.first.map { !$0.hasPrefix("-") } ?? false
    guard let command = try command(isNamed ? words[0] : "") else {
      return try await elsewhere(words)
    }
    let arguments = try command.usage.parse(isNamed ? Array(words.dropFirst()) : words)
    guard !arguments[Usage.help] else {
      session.print(command.help(session.terminal))
      return .success
    }
    return try await command.run(arguments, in: session)
  }
}
