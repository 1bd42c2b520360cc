import Lab
import XCTest

@testable import Redis

/// Random and mutated frames, whole and in random pieces: never a trap, and both ways the same result.
final class RESPFuzzTests: XCTestCase {
  private struct Outcome<Value: Equatable>: Equatable {
    var values: [Value] = []
    var error: String?
  }

  private let seed: UInt64 = 20_260_101

  func testRepliesAreTheSameHoweverTheyAreSplit() {
    var random = SplitMix64(seed: seed)
    var refused = 0
    for round in 0..<10_000 {
      let bytes = frame(using: &random, requests: false)
      let whole = replies([bytes])
      let pieces = replies(split(bytes, using: &random))
      XCTAssertEqual(whole, pieces, "round \(round), seed \(seed): \(bytes)")
      if whole.error != nil { refused += 1 }
    }
    // Both ways are walked: neither is everything refused nor everything accepted.
    XCTAssertTrue((1_000...9_000).contains(refused), "\(refused) refused")
  }

  func testRequestsAreTheSameHoweverTheyAreSplit() {
    var random = SplitMix64(seed: seed)
    var refused = 0
    for round in 0..<10_000 {
      let bytes = frame(using: &random, requests: true)
      let whole = requests([bytes])
      let pieces = requests(split(bytes, using: &random))
      XCTAssertEqual(whole, pieces, "round \(round), seed \(seed): \(bytes)")
      if whole.error != nil { refused += 1 }
    }
    XCTAssertTrue((1_000...9_000).contains(refused), "\(refused) refused")
  }

  private func replies(_ pieces: [[UInt8]]) -> Outcome<RESPValue> {
    var parser = RESPParser()
    var outcome = Outcome<RESPValue>()
    do {
      for piece in pieces {
        parser.append(piece)
        while let value = try parser.next() { outcome.values.append(value) }
      }
    } catch {
      outcome.error = "\(error)"
    }
    return outcome
  }

  private func requests(_ pieces: [[UInt8]]) -> Outcome<[RedisBytes]> {
    var parser = RESPRequestParser()
    var outcome = Outcome<[RedisBytes]>()
    var waiting: [UInt8] = []
    do {
      for piece in pieces {
        waiting += piece
        let rest = try waiting.withUnsafeBytes { buffer in
          var input = buffer
          while try parser.next(&input) { outcome.values.append(parser.arguments) }
          return input.count
        }
        waiting.removeFirst(waiting.count - rest)
      }
    } catch {
      outcome.error = "\(error)"
    }
    return outcome
  }

  private func split(_ bytes: [UInt8], using random: inout SplitMix64) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let length = Int.random(in: 1...Swift.max(1, Swift.min(rest.count, 40)), using: &random)
      pieces.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return pieces
  }

  private func frame(using random: inout SplitMix64, requests: Bool) -> [UInt8] {
    if random.chance(0.1) {
      return (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
    }
    var writer = RESPWriter(version: .three)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      if requests {
        let words = (0..<Int.random(in: 1...4, using: &random)).map { _ in word(using: &random) }
        writer.append(RedisCommand(words))
      } else {
        writer.append(value(using: &random, depth: 0))
      }
    }
    var bytes = writer.bytes
    let mutations = Int.random(in: 0...3, using: &random)
    for _ in 0..<mutations { mutate(&bytes, using: &random) }
    return bytes
  }

  private func mutate(_ bytes: inout [UInt8], using random: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let position = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.remove(at: position)
    case 2:
      bytes.insert(
        Array("*$:%~|>_,#!(=?\r\n0-+ \"'\\".utf8).randomElement(using: &random) ?? 0,
        at: position
      )
    case 3: bytes.removeLast(bytes.count - position)
    case 4:
      let numbers = [
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-1", "-0", "+1",
        "00", "18446744073709551617", "536870912", "2147483647", "1048577",
        "99999999999999999999999",
      ]
      bytes.insert(contentsOf: (numbers.randomElement(using: &random) ?? "").utf8, at: position)
    default:
      let end = Int.random(in: position...bytes.count, using: &random)
      bytes.insert(contentsOf: bytes[position..<end], at: position)
    }
  }

  private func word(using random: inout SplitMix64) -> RedisBytes {
    RedisBytes(
      (0..<Int.random(in: 0...20, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
    )
  }

  private func value(using random: inout SplitMix64, depth: Int) -> RESPValue {
    func values() -> [RESPValue] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        value(using: &random, depth: depth + 1)
      }
    }
    switch Int.random(in: 0..<(depth < 4 ? 14 : 9), using: &random) {
    case 0: return .ok
    case 1: return .error(.syntax)
    case 2: return .integer([0, 7, -1, .max, .min].randomElement(using: &random) ?? 0)
    case 3: return .null
    case 4: return .double(Double(Int.random(in: -1000...1000, using: &random)) / 8)
    case 5: return .boolean(Bool.random(using: &random))
    case 6: return .bigNumber("123456789012345678901234567890")
    case 7: return .verbatim(format: "txt", word(using: &random))
    case 8: return .bulk(word(using: &random))
    case 9: return .map(values().map { RESPPair(.integer(1), $0) })
    case 10: return .set(values())
    case 11: return .push(values())
    default: return .array(values())
    }
  }
}
