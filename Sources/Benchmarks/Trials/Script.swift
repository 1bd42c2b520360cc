import Lab

/// All keys and values of a race, made before anything is timed and the same for everybody.
///
/// A loop that draws its keys while it is timed measures the drawing.
struct Script<Key> {
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
    /// The oldest of those that are still there.
    let leaving: Key
  }

  /// What one thread does.
  struct Lane {
    let reads: [Key]
    let puts: [Entry]
    let requests: [Request]
    let arrivals: [Arrival]
    /// So many of each are for warming up.
    let warmup: Int
  }

  /// What is in the cache when a trial begins.
  let residents: [Entry]
  let lanes: [Lane]
}

extension Script {
  /// - Parameter key: Makes the key with a number. Each lane has copies of its own, since threads
  ///   that count references to one string would wait for each other, whatever the cache does.
  init(_ setting: Setting, key: (Int) -> Key) {
    let (count, lanes) = (setting.entries, setting.threads)
    let timed = max(setting.requests / lanes, 1)
    let warmup = timed / 2
    // Rounded down, so that who leaves is of the same lane as who comes.
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

  /// The same script with other keys.
  func map<Other>(_ key: (Key) -> Other) -> Script<Other> {
    Script<Other>(
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

extension Script: Sendable where Key: Sendable {}
extension Script.Entry: Sendable where Key: Sendable {}
extension Script.Request: Sendable where Key: Sendable {}
extension Script.Arrival: Sendable where Key: Sendable {}
extension Script.Lane: Sendable where Key: Sendable {}

/// A key that a script can make from its number.
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
