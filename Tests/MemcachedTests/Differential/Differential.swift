import Lab
import XCTest

@testable import Memcached

/// Sends the same bytes to a server and to a store of ours, and compares the replies.
struct Differential {
  /// Sends bytes to the server on a new connection, and returns all that it answers.
  typealias Server = ([UInt8]) async throws -> [UInt8]

  let server: Server

  struct Difference {
    let script: [[UInt8]]
    let expected: String
    let found: String

    /// Short enough to be read, and complete enough to be sent again.
    var report: String {
      script.map { "  \(text($0).debugDescription)" }.joined(separator: "\n")
        + "\nthe server says\n  \(expected.debugDescription)\nand ours\n  \(found.debugDescription)"
    }
  }

  /// Looks for a difference in one script, and makes the script as short as it can.
  func run(seed: UInt64, steps: Int) async throws -> Difference? {
    let base = try await begin().lastUnique
    var writer = ScriptWriter(seed: seed, base: base)
    let script = writer.script(steps)
    guard let difference = try await differs(script, since: base) else { return nil }
    return try await shortest(script, difference, since: base)
  }

  /// Empties the server, and makes a store that knows what the server knows.
  private func begin() async throws -> MemcachedStore {
    let sent = "flush_all\r\nset probe 0 0 1\r\nx\r\ngets probe\r\ndelete probe\r\nstats\r\n"
    let answer = text(try await server(Array(sent.utf8)))
    let words = answer.split { $0.isWhitespace }
    func number(after name: Substring) throws -> Int {
      let index = try XCTUnwrap(words.firstIndex(of: name), answer)
      return try XCTUnwrap(Int(words[index + 1]), answer)
    }
    let item = try XCTUnwrap(words.firstIndex(of: "VALUE"), answer)
    let (time, uptime) = (try number(after: "time"), try number(after: "uptime"))
    var store = MemcachedStore(now: time - uptime)
    store.now = time
    store.lastUnique = try XCTUnwrap(UInt64(words[item + 4]), answer)
    return store
  }

  /// The replies to a script, if they are different; a difference that does not last is none.
  private func differs(
    _ script: [[UInt8]],
    since base: UInt64
  ) async throws -> (expected: String, found: String)? {
    var last: (String, String)?
    // A second may end between the two, and then a lifetime is a second shorter in one of them.
    for _ in 0..<3 {
      var store = try await begin()
      // The same uniques as in the first attempt would be in the past, so the script moves along.
      let moved = script.map { Self.moved($0, by: store.lastUnique - base, from: base) }
      let sent = moved.flatMap { $0 }
      let expected = Self.comparable(try await server(sent))
      let (answer, isComplete) = Self.answer(to: sent, from: &store)
      let found = Self.comparable(answer)
      try await clean(store)
      if expected == found || !isComplete && found.hasPrefix(expected) { return nil }
      last = (expected, found)
    }
    return last
  }

  /// What our session answers, and whether a server has said as much.
  ///
  /// While memcached waits for the data of an item, to store it or to throw it away, it keeps the
  /// replies that wait to be sent; they are lost with the connection.
  private static func answer(
    to sent: [UInt8],
    from store: inout MemcachedStore
  ) -> (replies: [UInt8], isComplete: Bool) {
    var session = TextSession()
    var out: [UInt8] = []
    _ = sent.withUnsafeBytes { session.process($0, store: &store, out: &out) }
    return (out, session.bytesToSkip == 0 && session.neededBytes == 0)
  }

  /// Takes the items out of the server again.
  private func clean(_ store: MemcachedStore) async throws {
    let keys = store.keys.map { Base64.encode($0.bytes) }
    guard !keys.isEmpty else { return }
    _ = try await server(keys.flatMap { Array("md ".utf8) + $0 + Array(" b q\r\n".utf8) })
  }

  /// Replaces the numbers that look like uniques of the script by those of a later attempt.
  private static func moved(_ bytes: [UInt8], by distance: UInt64, from base: UInt64) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      if let number = UInt64(text(Array(digits))), (base..<base + 40).contains(number),
        digits.count > 3
      {
        result += Array("\(number + distance)".utf8)
      } else {
        result += digits
      }
      rest = rest.dropFirst(digits.count)
      if let next = rest.popFirst() { result.append(next) }
    }
    return result
  }

  /// The replies without what is of the server's memory and not of its behaviour: slab classes.
  private static func comparable(_ answer: [UInt8]) -> String {
    text(answer).replacing(/cls=[0-9]+/, with: "cls=1")
  }

  private func shortest(
    _ script: [[UInt8]],
    _ difference: (expected: String, found: String),
    since base: UInt64
  ) async throws -> Difference {
    var script = script
    var difference = difference
    var piece = max(1, script.count / 2)
    while true {
      var start = 0
      var isShorter = false
      while start < script.count {
        var shorter = script
        shorter.removeSubrange(start..<min(start + piece, script.count))
        if let found = try await differs(shorter, since: base) {
          (script, difference) = (shorter, found)
          isShorter = true
        } else {
          start += piece
        }
      }
      if piece == 1, !isShorter { break }
      piece = max(1, piece / 2)
    }
    return Difference(script: script, expected: difference.expected, found: difference.found)
  }
}

/// Bytes one by one as characters, so that none is lost.
func text(_ bytes: [UInt8]) -> String {
  String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
}
