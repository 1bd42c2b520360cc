import Lab

/// All keys and values of a benchmark, made before anything is timed, the same for all contestants.
///
/// A loop that draws its keys while it is timed would measure the drawing, too.
struct BenchmarkInput<Key> {
  struct Entry {
    let key: Key
    let value: Int
  }

  struct Request {
    let key: Key
    let value: Int
    let isPut: Bool
  }

  struct Arrival {
    let key: Key
    let value: Int
    /// The oldest key that is still there.
    let leaving: Key
  }

  /// What one thread does.
  struct Lane {
    let reads: [Key]
    let puts: [Entry]
    let requests: [Request]
    let arrivals: [Arrival]
    /// How many of each come before the timed ones.
    let warmup: Int
  }

  /// What is in the cache when a trial begins.
  let residents: [Entry]
  let lanes: [Lane]
}

extension BenchmarkInput {
  /// - Parameter key: Makes the key with a number. Each lane has its own copies: threads that count
  ///   references to one string would wait for each other, whatever the cache does.
  init(_ setting: BenchmarkSetting, key: (Int) -> Key) {
    let (count, lanes) = (setting.entries, setting.threads)
    let timed = max(setting.requests / lanes, 1)
    let warmup = timed / 2
    // Rounded down, so that the key that leaves belongs to the same lane as the new one.
    let distance = count / lanes * lanes
    residents = (0..<count).map { Entry(key: key($0), value: Self.value($0)) }
    self.lanes = (0..<lanes).map { lane in
      let seed = setting.seed &+ UInt64(lane)
      func numbers(below keys: Int) -> [Int] {
        Array(setting.traffic.workload(keys: keys).requests(count: warmup + timed, seed: seed))
      }
      let table = (0..<2 * count).map(key)
      let known = numbers(below: count)
      var random = SplitMix64(seed: ~seed)
      return Lane(
        reads: known.map { table[$0] },
        puts: known.map { Entry(key: table[$0], value: Self.newValue($0)) },
        requests: numbers(below: 2 * count).map {
          Request(key: table[$0], value: Self.value($0), isPut: random.chance(0.1))
        },
        arrivals: (0..<warmup + timed).map { index in
          let number = count + index * lanes + lane
          return Arrival(
            key: key(number),
            value: Self.value(number),
            leaving: key(number - distance)
          )
        },
        warmup: warmup
      )
    }
  }

  static func value(_ number: Int) -> Int { number &* 7 &+ 1 }
  static func newValue(_ number: Int) -> Int { value(number) &+ 3 }

  /// The same input with other keys.
  func map<Other>(_ key: (Key) -> Other) -> BenchmarkInput<Other> {
    BenchmarkInput<Other>(
      residents: residents.map { .init(key: key($0.key), value: $0.value) },
      lanes: lanes.map { lane in
        .init(
          reads: lane.reads.map(key),
          puts: lane.puts.map { .init(key: key($0.key), value: $0.value) },
          requests: lane.requests.map {
            .init(key: key($0.key), value: $0.value, isPut: $0.isPut)
          },
          arrivals: lane.arrivals.map {
            .init(key: key($0.key), value: $0.value, leaving: key($0.leaving))
          },
          warmup: lane.warmup
        )
      }
    )
  }
}

extension BenchmarkInput: Sendable where Key: Sendable {}
extension BenchmarkInput.Entry: Sendable where Key: Sendable {}
extension BenchmarkInput.Request: Sendable where Key: Sendable {}
extension BenchmarkInput.Arrival: Sendable where Key: Sendable {}
extension BenchmarkInput.Lane: Sendable where Key: Sendable {}

/// A key that can be made from its number.
protocol NumberedKey {
  static func numbered(_ number: Int) -> Self
}

extension Int: NumberedKey {
  static func numbered(_ number: Int) -> Int { number }
}

extension String: NumberedKey {
  /// Longer than the 15 bytes that a string holds without an allocation, as keys mostly are.
  static func numbered(_ number: Int) -> String {
    let digits = String(number)
    return "/products/" + String(repeating: "0", count: Swift.max(0, 10 - digits.count)) + digits
  }
}
