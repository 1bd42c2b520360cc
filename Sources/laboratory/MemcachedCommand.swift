import BuildKit
import Commands
import Console
import Dispatch
import Drawing
import Foundation
import Grader
import Memcached
import Sockets

/// Serves the fake memcached over TCP, for any client that speaks the text protocol.
enum MemcachedCommand: Command {
  private static let port = Setting.number(
    "port",
    "N",
    "serve on this port; 0 takes any free one",
    in: 0...65535
  )
  private static let host = Setting(
    "host",
    "ADDRESS",
    "listen at this address instead of 127.0.0.1 and ::1",
    expected: "an address in numbers, such as 127.0.0.1 or ::1"
  ) { SocketAddress($0, port: 0)?.host }
  private static let memory = Setting.number(
    "memory",
    "MB",
    "keep items of so many megabytes in all instead of 64",
    in: 1...1_000_000
  )
  private static let itemSize = Setting(
    "max-item-size",
    "SIZE",
    "keep items of up to this size instead of 1m; k and m stand for units of 1024",
    expected: "a size from 1k to 1024m, such as 512k",
    parse: byteCount
  )
  private static let unprotected = Flag(
    "unprotected",
    "let other machines in, with a --host that they can reach"
  )

  static let usage = Usage(
    .memcached,
    options: [port, host, memory, itemSize, unprotected],
    notes: [
      "It answers the text protocol with the meta commands as memcached \(MemcachedServer.version) "
        + "does, and forgets everything when it ends. Without --port it takes port \(usualPort), or "
        + "any free one if that is in use. Ctrl-C ends the server.",
      "Only programs on this machine can reach it. This protocol knows no password, so whoever can "
        + "connect can read and change everything.",
    ]
  )

  private static let usualPort = 11211
  /// How long the connections may take to close before the signal ends the program anyway.
  private static let patience = DispatchTimeInterval.seconds(5)

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let options = try listenerOptions(arguments, session)
    let cache = FakeMemcached(
      limits: try limits(arguments),
      clock: ContinuousClock(),
      unixTime: Int(Date().timeIntervalSince1970)
    )
    let server = try start(cache, options, isPortChosen: arguments[port] != nil)
    let isOver = DispatchSemaphore(value: 0)
    // Returning from here ends the program, so whoever handles the signal waits for that.
    _ = SignalHandler.beforeEnd {
      server.beginStopping()
      _ = isOver.wait(timeout: .now() + patience)
    }
    let address = server.addresses.first.map(\.description) ?? "port \(server.port)"
    session.print("memcached is at  \(session.terminal.style.cyan(address))")
    session.print("Ctrl-C ends the server.")
    await server.ended()
    session.print("memcached has ended, and with it all items.")
    return .success
  }

  private static func listenerOptions(
    _ arguments: Arguments,
    _ session: Session
  ) throws(UsageError) -> ListenerOptions {
    var options = ListenerOptions(port: arguments[port] ?? usualPort)
    guard let host = arguments[host] else { return options }
    options.interface = .address(host)
    guard !options.interface.isLoopback else { return options }
    guard arguments[unprotected] else {
      throw UsageError(
        "At \(host) other machines can reach the server, and it has no password",
        fix: "Leave --host out, or add --unprotected if all who can reach it may use it."
      )
    }
    session.terminal.complain(
      "course",
      "Whoever can reach \(host) can read and change everything in this memcached."
    )
    return options
  }

  private static func limits(_ arguments: Arguments) throws(UsageError) -> MemcachedLimits {
    var limits = MemcachedLimits()
    if let megabytes = arguments[memory] { limits.memory = megabytes << 20 }
    if let size = arguments[itemSize] { limits.itemSize = size }
    guard limits.itemSize <= limits.memory / 2 else {
      throw UsageError(
        "An item of \(limits.itemSize) bytes would fill more than half of the memory",
        fix: "Choose a larger --memory or a smaller --max-item-size."
      )
    }
    return limits
  }

  private static func start<C: Clock>(
    _ cache: FakeMemcached<C>,
    _ options: ListenerOptions,
    isPortChosen: Bool
  ) throws(KitFailure) -> MemcachedServer where C.Duration == Duration {
    do {
      do throws(SocketError) {
        return try MemcachedServer(serving: cache, options)
      } catch  where error.isAddressInUse && !isPortChosen {
        var options = options
        options.port = 0
        return try MemcachedServer(serving: cache, options)
      }
    } catch {
      throw KitFailure(
        error.isAddressInUse
          ? "Port \(options.port) is in use by another program"
          : "memcached could not start: \(error)",
        fix: error.isAddressInUse
          ? "Choose another with --port N, or leave the choice to the system with --port 0." : ""
      )
    }
  }

  /// The number of bytes that `512k` or `2m` stand for, within what memcached allows.
  private static func byteCount(_ text: String) -> Int? {
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20]
    let unit = text.last.flatMap { units[Character($0.lowercased())] }
    guard let number = Int(unit == nil ? text[...] : text.dropLast()), number > 0 else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    return !overflow && (1 << 10...1 << 30).contains(bytes) ? bytes : nil
  }
}
