import Lab
import XCTest

@testable import Redis

final class StreamStructureTests: XCTestCase {
  func testAMapByIDAgreesWithADictionaryThroughRandomChanges() {
    for seed in 1...5 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      var map = StreamIDMap<Int>()
      var model: [StreamID: Int] = [:]
      for step in 0..<4000 {
        let id = StreamID(
          milliseconds: .random(in: 0..<40, using: &random),
          sequence: .random(in: 0..<40, using: &random)
        )
        let value = Int.random(in: 0..<3, using: &random) == 0 ? nil : step
        map[id] = value
        model[id] = value
        XCTAssertEqual(map.count, model.count, "seed \(seed)")
      }
      let sorted = model.sorted { $0.key < $1.key }
      XCTAssertEqual(map.map(\.id), sorted.map(\.key), "seed \(seed)")
      XCTAssertEqual(map.map(\.value), sorted.map(\.value), "seed \(seed)")
      let middle = StreamID(milliseconds: 20, sequence: 5)
      XCTAssertEqual(
        map.elements(from: middle).map(\.id),
        sorted.map(\.key).filter { $0 >= middle },
        "seed \(seed)"
      )
    }
  }

  func testTheMemoryFigureIsThatOfAStreamMadeAnew() {
    var random = SplitMix64(seed: 3)
    var stream = RedisStream()
    for number in 1...1000 {
      let text = String(repeating: "x", count: .random(in: 0..<60, using: &random))
      stream.append(entry(UInt64(number), text), limits: StreamNodeLimits())
    }
    for _ in 0..<300 {
      let id = StreamID(milliseconds: .random(in: 1...1000, using: &random), sequence: 0)
      _ = stream.remove(id)
    }
    _ = stream.trim(StreamTrim(bound: .length(350), isApproximate: false, limit: 0))
    XCTAssertEqual(stream.count, 350)
    let entries = stream.entries(from: .zero)
    XCTAssertEqual(entries.count, 350)
    let nodes = stream.nodes.count * MemoryLayout<StreamNode>.stride
    XCTAssertEqual(stream.memory, nodes + entries.reduce(0) { $0 + $1.memory })
    _ = stream.trim(StreamTrim(bound: .length(0), isApproximate: false, limit: 0))
    XCTAssertEqual(stream.memory, 0)
  }

  func testIDsAreReadAsRedisReadsThem() {
    let valid: [(RedisBytes, UInt64, UInt64?)] = [
      ("17", 17, nil), ("17-3", 17, 3), ("007-01", 7, 1), (" 5-+2", 5, 2),
      ("18446744073709551615-0", .max, 0), ("1--01", 1, .max),
    ]
    for (text, milliseconds, sequence) in valid {
      let id = StreamIDText(text)
      XCTAssertEqual(id?.milliseconds, milliseconds, "\(text)")
      XCTAssertEqual(id?.sequence, sequence, "\(text)")
    }
    for text in ["", "-", "+", "x", "1-", "-1", "1-x", "1-*", "18446744073709551616"] {
      XCTAssertNil(StreamIDText(RedisBytes(text)), text)
    }
    XCTAssertEqual(StreamIDText("1-*", allowingStar: true)?.hasStar, true)
  }

  private func entry(_ number: UInt64, _ text: String) -> StreamEntry {
    StreamEntry(
      id: StreamID(milliseconds: number, sequence: 0),
      fields: ["f", RedisBytes(text)]
    )
  }
}
