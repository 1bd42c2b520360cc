import Lab
import XCTest

@testable import Memcached

final class TextSessionTests: XCTestCase {
  /// Sends all of `bytes` in pieces of the sizes that `next` gives, and returns the replies.
  private func converse(_ bytes: [UInt8], next: () -> Int) -> [UInt8] {
    var session = TextSession()
    var store = MemcachedStore(now: 1_800_000_000)
    var out: [UInt8] = []
    var waiting: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty, !session.isOver {
      let piece = rest.prefix(max(1, next()))
      rest = rest.dropFirst(piece.count)
      waiting.append(contentsOf: piece)
      let done = waiting.withUnsafeBytes { session.process($0, store: &store, out: &out) }
      waiting.removeFirst(done)
    }
    return out
  }

  private func converse(_ text: String) -> String {
    String(decoding: converse(Array(text.utf8)) { .max }, as: UTF8.self)
  }

  func testItAnswersAsMemcachedDoes() {
    for (sent, expected) in Conversation.all {
      XCTAssertEqual(converse(sent), expected, "sent: \(sent.debugDescription)")
    }
  }

  func testHowTheBytesAreCutMakesNoDifference() {
    var random = SplitMix64(seed: 21)
    let sent = Array(Conversation.all.map(\.0).joined().utf8)
    let whole = converse(sent) { .max }
    let single = converse(sent) { 1 }
    XCTAssertEqual(single, whole, "byte by byte")
    for round in 0..<50 {
      let pieces = converse(sent) { Int.random(in: 1...40, using: &random) }
      XCTAssertEqual(pieces, whole, "seed 21, round \(round)")
    }
  }

  func testNoBytesMakeItTrap() {
    var random = SplitMix64(seed: 22)
    let words = [
      "get", "set", "a", "b", " ", " ", "\r\n", "\r\n", "0", "-1", "99999999999999999999", "mg",
      "ms", "md", "ma", "me", "T", "N-1", "b", "v", "q", "O", "C1", "MA", "\0", "incr", "cas",
      "touch", "gat", "noreply", "flush_all", "stats", "9",
    ]
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        if random.chance(0.1) {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        } else {
          bytes.append(contentsOf: words[Int.random(in: 0..<words.count, using: &random)].utf8)
          if random.chance(0.7) { bytes.append(0x20) }
        }
      }
      let whole = converse(bytes) { .max }
      XCTAssertEqual(converse(bytes) { 7 }, whole, "seed 22: \(bytes)")
    }
  }

  func testALineWithoutEndClosesTheConnectionUnlessItAsksForManyKeys() {
    var store = MemcachedStore(now: 1_800_000_000)
    for (text, isOver) in [("x", true), ("mg ", true), ("get ", false), ("  gets ", false)] {
      var session = TextSession()
      var out: [UInt8] = []
      let line = Array((text + String(repeating: "k ", count: 1500)).utf8)
      let done = line.withUnsafeBytes { session.process($0, store: &store, out: &out) }
      XCTAssertEqual(done, 0, text)
      XCTAssertEqual(session.isOver, isOver, text)
    }
  }

  func testItStopsWhenThereIsNoRoomForMoreReplies() {
    var session = TextSession()
    var store = MemcachedStore(now: 1_800_000_000)
    var out: [UInt8] = []
    let text = Array(String(repeating: "version\r\n", count: 100).utf8)
    let done = text.withUnsafeBytes { session.process($0, store: &store, room: 50, out: &out) }
    XCTAssertEqual(out.count, 4 * "VERSION 1.6.18\r\n".utf8.count)
    XCTAssertEqual(done, 4 * "version\r\n".utf8.count)
  }

  func testItSaysHowManyBytesItWaitsFor() {
    var session = TextSession()
    var store = MemcachedStore(now: 1_800_000_000)
    var out: [UInt8] = []
    let text = Array("set a 0 0 100\r\nabc".utf8)
    let done = text.withUnsafeBytes { session.process($0, store: &store, out: &out) }
    XCTAssertEqual(done, 0)
    XCTAssertEqual(session.neededBytes, "set a 0 0 100\r\n".utf8.count + 102)
  }
}
