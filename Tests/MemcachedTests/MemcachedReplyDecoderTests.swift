import Lab
import Sockets
import XCTest

@testable import Memcached

final class MemcachedReplyDecoderTests: XCTestCase {
  private let stream = Array(
    ("VALUE a 5 3\r\nx\r\n\r\nVALUE b 0 0 17\r\n\r\nEND\r\nEND\r\nSTORED\r\n42\r\n"
      + "STAT pid 1\r\nSTAT version 1.6 beta\r\nEND\r\nSERVER_ERROR out of memory\r\n").utf8
  )

  private func decode(_ bytes: [UInt8], piece: () -> Int) throws -> [String] {
    var decoder = MemcachedReplyDecoder()
    var replies: [String] = []
    var waiting: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let next = rest.prefix(max(1, piece()))
      rest = rest.dropFirst(next.count)
      waiting.append(contentsOf: next)
      while let (reply, length) = try waiting.withUnsafeBytes({ try decoder.decode($0) }) {
        replies.append(describe(reply))
        waiting.removeFirst(length)
      }
    }
    return replies
  }

  private func describe(_ reply: WireReply) -> String {
    switch reply {
    case .items(let items):
      items.map { key, item in
        "\(String(decoding: key, as: UTF8.self)) \(item.flags) \(item.text.debugDescription)"
          + " \(item.unique.map(String.init) ?? "-")"
      }.joined(separator: "; ")
    case .stats(let lines): lines.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    case .line(let line): line
    }
  }

  func testRepliesAreFoundHoweverTheBytesAreCut() throws {
    let expected = [
      "a 5 \"x\\r\\n\" -; b 0 \"\" 17", "", "STORED", "42", "pid=1; version=1.6 beta",
      "SERVER_ERROR out of memory",
    ]
    XCTAssertEqual(try decode(stream) { .max }, expected)
    XCTAssertEqual(try decode(stream) { 1 }, expected)
    var random = SplitMix64(seed: 31)
    for round in 0..<50 {
      let replies = try decode(stream) { Int.random(in: 1...12, using: &random) }
      XCTAssertEqual(replies, expected, "seed 31, round \(round)")
    }
  }

  func testWhatIsNoReplyIsAnError() {
    let cases = [
      "VALUE a\r\n", "VALUE a x 3\r\nabc\r\n", "VALUE a 0 99999999999\r\n",
      "VALUE a 0 3 x\r\nabc\r\n", "VALUE a 0 3\r\nabcd\r\n", String(repeating: "x", count: 5000),
    ]
    for text in cases {
      XCTAssertThrowsError(try decode(Array(text.utf8)) { .max }, text) { error in
        XCTAssertTrue(error is MalformedReply, "\(error)")
      }
    }
  }
}
