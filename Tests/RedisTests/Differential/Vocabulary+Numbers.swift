import Lab

@testable import Redis

extension Vocabulary {
  private static let rareIntegers = any(
    "9223372036854775807 -9223372036854775808 9223372036854775806 -9223372036854775807 4294967296"
  )

  static let numbers: [String: Pool] = [
    "int": mixed((80, number(-6...6)), (10, number(-200...200)), (5, rareIntegers), (5, absurd)),
    "count": mixed(
      (80, number(0...6)),
      (8, any("-1 -2 100 1000")),
      (2, rareIntegers),
      (3, absurd)
    ),
    "sample": mixed(
      (85, number(-6...6)),
      (10, any("100 -100 1000")),
      (2, any("9223372036854775807")),
      (3, absurd)
    ),
    "float": mixed(
      (30, number(-5...5)),
      (
        25, any("1.5 -2.25 0.1 1e10 3.14159 1e-5 123456789.123 1e17 12345678901234567 3.0e-5 5e-18")
      ),
      (8, any("inf -inf +inf -0 0x10 1e308 -1e308 infinity 1e-400 1.0000000000000000000001")),
      (4, absurd),
      (25, { random in [RedisBytes(String(random.unit() * 2000 - 1000))] })
    ),
    // Far enough away that nothing expires while a script runs, or over already.
    "seconds": mixed((80, any("1000000 5000000 99999999")), (10, any("0 -1")), (10, absurd)),
    // Over before a script is whose clock goes on.
    "soon": mixed((9, number(1...40)), (1, any("0 -1 x 1000"))),
    "moment": mixed((70, number(4_000_000_000...4_000_000_005)), (20, any("1 0 -1")), (10, absurd)),
    "momentms": mixed(
      (70, number(4_000_000_000_000...4_000_000_005_000)),
      (20, any("1 0 -1")),
      (10, absurd)
    ),
    "db": mixed((80, any("0 0 1")), (10, any("15 16 -1 x 99999999999")), (10, absurd)),
    "bit": mixed(
      (80, number(0...40)),
      (10, any("100 1000 -1 4294967296")),
      (10, absurd)
    ),
    "field": any("u8 i8 u1 i1 u4 i5 u63 i64 u64 i65 u0 x i u16 i33 i"),
    "fieldat": mixed((8, any("0 1 7 8 9 33 100 #0 #1 #3")), (1, any("-1 x #x #-1")), (1, absurd)),
    "strpos": mixed((9, number(0...20)), (1, any("-1 x 536870912 9223372036854775807"))),
    "cursor": mixed((9, any("0")), (1, any("x \"\" 1x 99999999999999999999"))),
    "scancount": mixed((9, any("1000 5000")), (1, any("0 -1 x \"\""))),
    "byfield": any("w_*->f w_*->f w_*-> w_*->g *->f"),
    "new": any(">"),
    "timeout": mixed((9, any("0")), (1, any("-1 \"\" nan x 1e16 inf -0.1"))),
    "msec": mixed((8, any("0 100000 300000")), (2, any("-3 x"))),
  ]

  static let ranges: [String: Pool] = [
    "score": mixed(
      (60, number(-5...5)),
      (20, { ["(\(Int.random(in: -5...5, using: &$0))"] }),
      (15, any("-inf +inf inf (inf (-inf")),
      (5, any("\"\" x ( (x ((1 0x2 nan 1e999 1x"))
    ),
    "lexbound": mixed(
      (60, any("[a [b [c [d [e (a (b (c (d (e [m1 (m2 [0")),
      (35, any("- +")),
      (5, any("[ ( a \"\" +a -a"))
    ),
    "limit": mixed(
      (6, { _ in [] }),
      (
        3,
        { random in
          [
            "LIMIT", RedisBytes(String(Int.random(in: 0...3, using: &random))),
            RedisBytes(String(Int.random(in: -1...4, using: &random))),
          ]
        }
      ),
      (1, { random in ["LIMIT"] + absurd(&random) + absurd(&random) })
    ),
    "id": mixed(
      (
        75,
        { random in
          ["\(Int.random(in: 0...11, using: &random))-\(Int.random(in: 0...3, using: &random))"]
        }
      ),
      (15, number(0...14)),
      (10, any("- + 0-0 0 $ > * x \"\" 1- -1 1--1 007-01 +4 1-* (3 (3-1 a-b 18446744073709551615"))
    ),
    "bound": mixed(
      (4, any("- +")),
      (
        4,
        { random in
          ["\(Int.random(in: 0...11, using: &random))-\(Int.random(in: 0...3, using: &random))"]
        }
      ),
      (1, any("(3 (3-1 (- 5 (x 18446744073709551615 (0")),
      (1, absurd)
    ),
    "newid": mixed(
      (50, { ["\(Int.random(in: 0...13, using: &$0))-*"] }),
      (
        45,
        { random in
          ["\(Int.random(in: 0...13, using: &random))-\(Int.random(in: 0...29, using: &random))"]
        }
      ),
      (5, any("0 0-0 x 5 1-x 18446744073709551615-18446744073709551615"))
    ),
  ]

  /// Keys with their number before them, which is mostly right.
  static let lists: [String: Pool] = [
    "lists": counted(any("l1 l2 l3 none a")), "sets": counted(any("s1 s2 s3 s4 none z1")),
    "zsets": counted(any("z1 z2 z3 z4 none s1 a")),
    "manymembers": many(100...600) { random in ["m\(Int.random(in: 0...900, using: &random))"] },
    "manyintegers": many(100...600) { [RedisBytes(String(Int.random(in: 0...2000, using: &$0)))] },
    "manyfields": many(60...560) { random in
      let number = Int.random(in: 0...900, using: &random)
      return ["m\(number)", RedisBytes(String(number))]
    },
    "manyscores": many(30...160) { random in
      let number = Int.random(in: 0...300, using: &random)
      return [RedisBytes(String(number % 20)), "m\(number)"]
    },
    "manyequalscores": many(30...160) { ["0", "m\(Int.random(in: 0...500, using: &$0))"] },
  ]

  private static func counted(_ pool: @escaping Pool) -> Pool {
    { random in
      let count = Int.random(in: 1...3, using: &random)
      let keys = (0..<count).flatMap { _ in pool(&random) }
      let number = RedisBytes(String(count))
      return (random.chance(0.93) ? [number] : absurd(&random)) + keys
    }
  }

  private static func many(_ range: ClosedRange<Int>, _ pool: @escaping Pool) -> Pool {
    { random in
      (0..<Int.random(in: range, using: &random)).flatMap { _ in pool(&random) }
    }
  }
}
