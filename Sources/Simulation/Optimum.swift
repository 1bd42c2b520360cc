import Lab

/// The best that any cache can do with a stream of keys, worked out afterwards.
///
/// It evicts the key that is asked for again the latest, or never. Nobody can do that while the
/// stream runs, for it takes the whole future; it is the bound that real policies are held against.
/// Like them it lets every newcomer in. A policy that may turn newcomers away could do better yet.
///
/// The paper: Belady, "A study of replacement algorithms for a virtual-storage computer" (IBM
/// Systems Journal, 1966).
public struct Optimum: Sendable {
  /// For each request, the number of the next one for the same key.
  ///
  /// So it tells a request from all others; `never` where there is none.
  private let next: [Int32]
  private static let never = Int32.max

  /// - Complexity: O(*n*) on average, where *n* is the number of requests, and 4 bytes for each.
  public init(_ keys: some Sequence<Int>) {
    let keys = Array(keys)
    let count = keys.count
    precondition(count < Self.never, "\(count) requests are more than the optimum can number")
    var next = Array(repeating: Self.never, count: count)
    // Places start at 1, so the number of a request is one less.
    var latest = KeyTable()
    for (index, key) in keys.enumerated() {
      let previous = latest.place(of: key) { keys[$0 - 1] == key }
      if previous == 0 {
        latest.insert(index + 1, for: key)
      } else {
        next[previous - 1] = Int32(index)
        latest.move(key, from: previous, to: index + 1)
      }
    }
    self.next = next
  }

  /// Hits and misses of a cache with room for `capacity` keys.
  ///
  /// - Complexity: O(*n* log *capacity*), where *n* is the number of requests, and a byte for each.
  public func count(capacity: Int) -> HitCount {
    precondition(capacity >= 0, "a cache has room for 0 or more keys, not \(capacity)")
    guard capacity > 0 else { return HitCount(misses: next.count) }
    var hits = 0
    // A key in the cache is told by its next request. Of a request, too, one then knows at once
    // whether it hits: whether its key was still there when its turn came.
    var isKept = Array(repeating: false, count: next.count)
    // Keys that never come back go first, whichever; they are only counted.
    var hopeless = 0
    var kept = 0
    var latest = MaxHeap()
    for (index, upcoming) in next.enumerated() {
      let comesBack = upcoming != Self.never
      if isKept[index] {
        hits += 1
        kept -= 1
      } else if kept == capacity {
        if hopeless > 0 {
          hopeless -= 1
        } else if let victim = latest.popMax() {
          isKept[Int(victim)] = false
        }
        kept -= 1
      }
      kept += 1
      if comesBack {
        isKept[Int(upcoming)] = true
        latest.insert(upcoming)
      } else {
        hopeless += 1
      }
      // Requests that are past stay in the heap. They do no harm, for any that is to come is later;
      // but they take room, so now and then they are swept out.
      if latest.count > 2 * capacity + 1024 { latest.keep { $0 > index } }
    }
    return HitCount(hits: hits, misses: next.count - hits)
  }
}

/// A binary heap that gives its greatest number first.
private struct MaxHeap {
  private var numbers: [Int32] = []

  var count: Int { numbers.count }

  mutating func insert(_ number: Int32) {
    numbers.append(number)
    var place = numbers.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      if numbers[parent] >= number { break }
      numbers[place] = numbers[parent]
      place = parent
    }
    numbers[place] = number
  }

  mutating func popMax() -> Int32? {
    guard let greatest = numbers.first, let number = numbers.popLast() else { return nil }
    if !numbers.isEmpty { sink(number, from: 0) }
    return greatest
  }

  mutating func keep(_ isWanted: (Int32) -> Bool) {
    numbers.removeAll { !isWanted($0) }
    for place in (0..<numbers.count / 2).reversed() { sink(numbers[place], from: place) }
  }

  private mutating func sink(_ number: Int32, from start: Int) {
    var place = start
    while true {
      var child = 2 * place + 1
      if child + 1 < numbers.count, numbers[child + 1] > numbers[child] { child += 1 }
      if child >= numbers.count || numbers[child] <= number { break }
      numbers[place] = numbers[child]
      place = child
    }
    numbers[place] = number
  }
}
