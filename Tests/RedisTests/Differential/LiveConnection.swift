import Foundation

@testable import Redis
@testable import Sockets

/// A connection to a real server that sends and receives bytes and knows where a reply ends.
final class LiveConnection {
  /// What a connection waits for a reply before it says that there is none.
  static let patience: Int32 = 5000

  enum Failure: Error {
    case unreachable(String)
    /// No reply came, or the server closed the connection.
    case silent, closed
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(_ url: RedisURL) throws {
    let (host, port) = (url.endpoint.host, url.endpoint.port)
    guard let address = SystemCalls.addresses(of: host, port: port).first else {
      throw Failure.unreachable("\(host) has no address")
    }
    descriptor = try SystemCalls.makeSocket(for: address)
    SystemCalls.sendPromptly(descriptor)
    if try !SystemCalls.connect(descriptor, to: address) { try wait(for: POLLOUT) }
    guard SystemCalls.pendingError(of: descriptor) == 0 else {
      SystemCalls.close(descriptor)
      throw Failure.unreachable("nobody listens at \(host):\(port)")
    }
    guard let password = url.password else { return }
    let login: [RedisBytes] =
      url.user.map { [RedisBytes($0), RedisBytes(password)] }
      ?? [RedisBytes(password)]
    let reply = try ask(["AUTH"] + login)
    guard !reply.isError else { throw Failure.unreachable(reply.string) }
  }

  deinit { SystemCalls.close(descriptor) }

  private func wait(for event: some BinaryInteger) throws {
    var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    guard poll(&entry, 1, Self.patience) > 0 else { throw Failure.silent }
  }

  func send(_ commands: [[RedisBytes]]) throws {
    var writer = RESPWriter()
    for command in commands { writer.append(RedisCommand(command)) }
    var rest = writer.bytes[...]
    while !rest.isEmpty {
      switch rest.withUnsafeBytes({ SystemCalls.send($0, to: descriptor) }) {
      case .moved(let count): rest = rest.dropFirst(count)
      case .wouldBlock: try wait(for: POLLOUT)
      default: throw Failure.closed
      }
    }
  }

  /// Takes in what has come and says whether that was anything.
  private func fill() throws -> Bool {
    let transfer = chunk.withUnsafeMutableBytes { SystemCalls.receive(from: descriptor, into: $0) }
    switch transfer {
    case .moved(let count):
      buffer += chunk[..<count]
      return true
    case .wouldBlock: return false
    default: throw Failure.closed
    }
  }

  /// The bytes of the next replies; `expected`, if they are just that, spares the reading.
  func replies(_ count: Int, expected: [UInt8] = []) throws -> [UInt8] {
    var end = 0
    var left = count
    while left > 0 {
      if left == count, !expected.isEmpty, buffer.begin(with: expected) {
        end = expected.count
        break
      }
      if let next = Frame.end(of: buffer, from: end) {
        end = next
        left -= 1
      } else {
        if try !fill() { try wait(for: POLLIN) }
      }
    }
    defer { buffer.removeFirst(end) }
    return Array(buffer[..<end])
  }

  /// All the bytes that have come, to the end of a reply.
  func drain() throws -> [UInt8] {
    while try fill() {}
    var end = 0
    while end < buffer.count {
      if let next = Frame.end(of: buffer, from: end) {
        end = next
      } else if try !fill() {
        try wait(for: POLLIN)
      }
    }
    defer { buffer = [] }
    return buffer
  }

  /// Sends a command and reads its reply.
  func ask(_ command: [RedisBytes]) throws -> Frame {
    try send([command])
    guard let reply = Frame(try replies(1)) else { throw Failure.closed }
    return reply
  }
}

extension [UInt8] {
  /// As `starts(with:)`, in one go: it is asked of every reply, in debug builds too.
  fileprivate func begin(with other: [UInt8]) -> Bool {
    guard count >= other.count else { return false }
    return withUnsafeBytes { mine in
      other.withUnsafeBytes { theirs in
        guard let mine = mine.baseAddress, let start = theirs.baseAddress else { return true }
        return memcmp(mine, start, theirs.count) == 0
      }
    }
  }
}
