import BuildKit
import Commands
import Console
import Dispatch
import Drawing
import Grader
import Redis

/// Serves the course's own Redis to redis-cli and other clients, over TCP.
enum RedisCommand: Command {
  private static let port = Setting.number(
    "port",
    "N",
    "serve on this port; 0 takes any free one",
    in: 0...65535
  )
  private static let host = Setting.text(
    "host",
    "ADDRESS",
    "listen at this address; without it only this machine can connect"
  )
  private static let password = Setting.text(
    "password",
    "TEXT",
    "clients have to give this password first"
  )
  private static let maxMemory = Setting(
    "maxmemory",
    "SIZE",
    "how much the keys may take, such as 100mb; 0 for no limit",
    expected: "a size such as 100mb"
  ) { RedisServer.Configuration.bytes($0) }
  private static let policy = Setting(
    "maxmemory-policy",
    "NAME",
    "which keys go when memory runs out, such as allkeys-lru",
    expected: "one of \(RedisServer.Configuration.maxMemoryPolicies.joined(separator: ", "))"
  ) { RedisServer.Configuration.maxMemoryPolicies.contains($0) ? $0 : nil }
  private static let appendOnly = Setting.text(
    "appendonly",
    "FILE",
    "write every change to this file, and read it back at the next start"
  )
  private static let sync = Setting(
    "appendfsync",
    "WHEN",
    "force changes onto the disk: always, everysec or no",
    expected: "always, everysec or no"
  ) { RedisServer.AppendOnly.Sync(rawValue: $0) }
  private static let config = Setting.text(
    "config",
    "FILE",
    "read settings from a file in the form of redis.conf"
  )

  static let usage = Usage(
    .redis,
    options: [port, host, password, maxMemory, policy, appendOnly, sync, config],
    notes: [
      "Without --port it takes port \(usualPort), or any free one if that is in use. Options win "
        + "over the settings of --config. Ctrl-C ends the server, with all changes in its file.",
      "The FILE of --appendonly has the format of Redis, so redis-check-aof and a real Redis read "
        + "it too. A folder, or a file that ends in .manifest, is kept in the layout of Redis 7.",
    ]
  )

  private static let usualPort = 6379

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let server = try start(arguments)
    let ticket = SignalHandler.beforeEnd {
      server.askToStop()
      // The server ends in order, and this program with it: the signal must not be quicker.
      DispatchSemaphore(value: 0).wait()
    }
    defer { SignalHandler.remove(ticket) }
    for notice in server.notices { session.print(notice) }
    let address = server.addresses.first ?? "port \(server.port)"
    session.print("Redis is at  \(session.terminal.style.cyan(address))")
    session.print("Try  redis-cli -p \(server.port)   Ctrl-C ends the server.")
    do {
      try await server.ended()
    } catch {
      throw KitFailure(error.description, fix: "Mend the disk, then start it again.")
    }
    return .success
  }

  private static func start(_ arguments: Arguments) throws -> RedisServer {
    var configuration = try configuration(arguments)
    let isPortChosen = arguments[port] != nil || arguments[config] != nil
    do throws(RedisServerError) {
      do throws(RedisServerError) {
        return try RedisServer(configuration)
      } catch  where error.isPortTaken && !isPortChosen {
        configuration.port = 0
        return try RedisServer(configuration)
      }
    } catch {
      throw KitFailure(error.description, fix: "")
    }
  }

  private static func configuration(
    _ arguments: Arguments
  ) throws(UsageError) -> RedisServer.Configuration {
    do throws(RedisServerError) {
      var configuration = RedisServer.Configuration(port: usualPort)
      if let path = arguments[config] {
        configuration = try ConfigurationFile(path: path).configuration
      }
      if let port = arguments[port] { configuration.port = port }
      if let host = arguments[host] { configuration.host = host }
      if let password = arguments[password] { configuration.password = password }
      if let bytes = arguments[maxMemory] { configuration.maxMemory = bytes }
      if let policy = arguments[policy] { configuration.maxMemoryPolicy = policy }
      if let path = arguments[appendOnly] { configuration.appendOnly = .init(path) }
      if let sync = arguments[sync] {
        guard configuration.appendOnly != nil else {
          throw RedisServerError("--appendfsync needs a file. Add --appendonly FILE.")
        }
        configuration.appendOnly?.sync = sync
      }
      try configuration.validate()
      return configuration
    } catch {
      throw UsageError(error.description)
    }
  }
}
