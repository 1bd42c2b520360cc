import Drawing
import Lab
import Week1

extension Pitfall {
  /// The compiler leaves out work whose result nobody uses.
  static func unusedResult(_ count: Int) -> Pitfall {
    Pitfall(
      claim: "mixing the bits of a number",
      fault: "nobody uses the result, so the compiler leaves the work out"
    ) {
      nanoseconds(count) { for number in 0..<count { _ = mix(UInt64(number)) } }
    } honest: {
      var sum: UInt64 = 0
      let time = nanoseconds(count) { for number in 0..<count { sum &+= mix(UInt64(number)) } }
      return keep(sum, time)
    }
  }

  /// The newest entry of an LRU cache need not move.
  static func oneKey(_ count: Int, keys: Int, _ seed: UInt64) -> Pitfall {
    let cache = full(keys)
    let zipf = Array(Traffic.zipf(1).workload(keys: keys).requests(count: count, seed: seed))
    return Pitfall(claim: "a hit of LRUCache", fault: "it reads one key, which never has to move") {
      read(cache, Array(repeating: 0, count: count))
    } honest: {
      read(cache, zipf)
    }
  }

  /// A small cache fits into the processor's own.
  static func oneSize(_ count: Int, _ seed: UInt64) -> Pitfall {
    let (few, many) = (1_000, 20 * count)
    func numbers(below keys: Int) -> [Int] {
      Array(Traffic.uniform.workload(keys: keys).requests(count: count, seed: seed))
    }
    let (small, large) = (full(few), full(many))
    let (known, unknown) = (numbers(below: few), numbers(below: many))
    return Pitfall(
      claim: "a hit of LRUCache, any key as likely as any other",
      fault: "it has \(grouped(few)) entries; in truth there are \(grouped(many))"
    ) {
      read(small, known)
    } honest: {
      read(large, unknown)
    }
  }

  /// A program that only reads its cache keeps it in the processor's.
  static func warm(_ count: Int, keys: Int, _ seed: UInt64) -> Pitfall {
    let cache = full(keys)
    let numbers = Array(Traffic.uniform.workload(keys: keys).requests(count: count, seed: seed))
    let batch = 100
    let few = Array(numbers.prefix(50 * batch))
    return Pitfall(
      claim: "a hit among \(grouped(keys)) entries",
      fault: "nothing else runs between the reads, so the processor's own cache holds everything"
    ) {
      read(cache, numbers)
    } honest: {
      var other = OtherWork()
      var cache = cache
      _ = cache.insert(1, for: 0)
      var (sum, total) = (0, 0.0)
      for start in stride(from: 0, to: few.count, by: batch) {
        sum &+= other.run()
        let range = start..<min(start + batch, few.count)
        total += nanoseconds(1) {
          for key in few[range] { sum &+= cache.value(for: key) ?? 0 }
        }
      }
      return keep(UInt64(bitPattern: Int64(sum)), total / Double(max(few.count, 1)))
    }
  }

  /// Drawing a random key may take longer than looking it up.
  static func generator(_ count: Int, keys: Int, _ seed: UInt64) -> Pitfall {
    let entries = Dictionary(uniqueKeysWithValues: (0..<keys).map { ($0, $0) })
    let stream = Traffic.zipf(1).workload(keys: keys).requests(count: count, seed: seed)
    let prepared = Array(stream)
    return Pitfall(
      claim: "a look-up in a Dictionary",
      fault: "it draws the keys while the watch runs, and times that, too"
    ) {
      var sum = 0
      let time = nanoseconds(count) { for key in stream { sum &+= entries[key] ?? 0 } }
      return keep(UInt64(bitPattern: Int64(sum)), time)
    } honest: {
      var sum = 0
      let time = nanoseconds(count) { for key in prepared { sum &+= entries[key] ?? 0 } }
      return keep(UInt64(bitPattern: Int64(sum)), time)
    }
  }

  /// A growing dictionary moves all of its entries during one put.
  static func mean(_ count: Int) -> Pitfall {
    Pitfall(
      claim: "the wait of a put into a Dictionary",
      fault: "it is the mean; in truth stands the slowest put, which moved all entries"
    ) {
      var entries: [Int: Int] = [:]
      let time = nanoseconds(count) { for key in 0..<count { entries[key] = key } }
      return keep(UInt64(entries.count), time)
    } honest: {
      var entries: [Int: Int] = [:]
      let clock = ContinuousClock()
      var (before, slowest) = (clock.now, Duration.zero)
      for key in 0..<count {
        entries[key] = key
        let now = clock.now
        slowest = max(slowest, now - before)
        before = now
      }
      return keep(UInt64(entries.count), slowest / .nanoseconds(1))
    }
  }
}

/// Touches as much memory as the rest of a program might between two requests.
private struct OtherWork {
  private var bytes = Array(repeating: UInt8(1), count: 64 << 20)

  mutating func run() -> Int {
    var sum = 0
    for index in stride(from: 0, to: bytes.count, by: 64) {
      bytes[index] &+= 1
      sum &+= Int(bytes[index])
    }
    return sum
  }
}

private func full(_ count: Int) -> LRUCache<Int, Int> {
  var cache = LRUCache<Int, Int>(capacity: count)
  for key in 0..<count { cache.insert(key, for: key) }
  return cache
}

@inline(never)
private func read(_ cache: LRUCache<Int, Int>, _ keys: [Int]) -> Double {
  var cache = cache
  // The first change of a copy copies everything, which must not be timed.
  cache.insert(0, for: 0)
  var sum = 0
  let time = nanoseconds(keys.count) { for key in keys { sum &+= cache.value(for: key) ?? 0 } }
  return keep(UInt64(bitPattern: Int64(sum)), time)
}

private func nanoseconds(_ count: Int, _ body: () -> Void) -> Double {
  ContinuousClock().measure(body) / .nanoseconds(1) / Double(max(count, 1))
}

/// Spreads each bit over all 64.
private func mix(_ number: UInt64) -> UInt64 {
  var bits = number
  bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
  return bits ^ (bits >> 31)
}

/// Returns the time, and uses the sum as far as the compiler can tell.
@inline(never)
private func keep(_ sum: UInt64, _ time: Double) -> Double {
  sum == .max ? -time : time
}
