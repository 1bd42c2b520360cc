import Lab

@testable import Redis

/// The words that random commands are made of, in pools that have names.
///
/// Most of a pool's words make sense where they are used; a few are what a careless or hostile client
/// would send.
struct Vocabulary: Sendable {
  typealias Pool = @Sendable (inout SplitMix64) -> [RedisBytes]

  private let pools: [String: Pool]

  static let standard = Vocabulary(
    keys.merging(texts) { $1 }.merging(numbers) { $1 }
      .merging(ranges) { $1 }.merging(lists) { $1 }
  )

  private init(_ pools: [String: Pool]) {
    self.pools = pools
  }

  func draw(_ name: String, _ random: inout SplitMix64) -> [RedisBytes] {
    guard let pool = pools[name] else { preconditionFailure("there is no pool {\(name)}") }
    return pool(&random)
  }

  /// One of some words, each as likely as the others.
  static func any(_ words: String) -> Pool {
    let words = words.split(separator: " ").map { $0 == "\"\"" ? "" : RedisBytes($0) }
    return { random in [words[Int.random(in: 0..<words.count, using: &random)]] }
  }

  /// Draws from one of several pools, chosen by weight.
  static func mixed(_ pools: (weight: Int, pool: Pool)...) -> Pool {
    let sum = pools.reduce(0) { $0 + $1.weight }
    return { random in
      var place = Int.random(in: 0..<sum, using: &random)
      for (weight, pool) in pools {
        if place < weight { return pool(&random) }
        place -= weight
      }
      return []
    }
  }

  static func number(_ range: ClosedRange<Int>) -> Pool {
    { random in [RedisBytes(String(Int.random(in: range, using: &random)))] }
  }

  /// A word that means nothing where it comes, or is just beside what would.
  static let absurd: Pool = mixed(
    (3, any("\"\" x -1 0 1.5 nan inf -inf 1e400 ( [ + - * $ # 007 +1 -0 0x10 1e3 999999999999")),
    (2, any("9223372036854775807 -9223372036854775808 9223372036854775808 18446744073709551615")),
    (1, { _ in [RedisBytes([0, 255, 128, 10])] }),
    (1, { _ in [" 1"] }),
    (1, { _ in ["1 "] })
  )
}

extension Vocabulary {
  /// Names of keys: those that commonly hold a type, with now and then one of another type.
  fileprivate static let keys: [String: Pool] = {
    let names = [
      "str": "a b c num bits", "list": "l1 l2 l3", "hash": "h1 h2 h3", "set": "s1 s2 s3 s4",
      "zset": "z1 z2 z3 z4", "lex": "zl zl zlb", "stream": "x1 x1 x2",
    ]
    let all = any(names.values.sorted().joined(separator: " "))
    let missing = any("none none2 a-longer-name-of-a-key-that-nobody-has-set")
    var pools = names.mapValues { mixed((90, any($0)), (5, missing), (5, all)) }
    pools["key"] = mixed((90, all), (10, missing))
    pools["few"] = any("a b l1 z1 x1")
    pools["weight"] = any("w_1 w_2 w_3 w_4 w_5 w_a w_b")
    return pools
  }()

  /// Values, fields, members and words of options.
  fileprivate static let texts: [String: Pool] = {
    let strange = mixed(
      (2, absurd),
      (
        1,
        { random in
          [RedisBytes([UInt8](repeating: 120, count: Int.random(in: 40...70, using: &random)))]
        }
      ),
      (1, { _ in [RedisBytes("two\r\nlines")] })
    )
    let member = mixed(
      (5, any("a b c d e f g h")),
      (3, number(-20...20)),
      (
        2,
        { random in
          ["m\(Int.random(in: 0...300, using: &random))"]
        }
      ),
      (1, strange)
    )
    return [
      "v": member,
      "value": mixed(
        (3, member),
        (2, any("hello ohmytext mynewtext 3.14 10 1e3 foofoofoofoofoo")),
        (1, number(-5...20_000)),
        (1, strange)
      ),
      "absurd": absurd,
      "glob": any("* a* ? [a-c]* [^a]* m* *1 x \\a [a [ [b-a] \"\" l? h[12]"),
      "name": any("me you \"\" x"),
      "channel": any("news sport n __keyspace@0__:l1 __keyevent@0__:lpush"),
      "channels": any("n* ? * __key* [ns]*"),
      "weightvalue": mixed((9, number(0...9)), (1, any("x 3.2 -1 \"\""))),
    ]
  }()
}
