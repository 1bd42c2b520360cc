import Lab

/// Belady's optimum: the most hits that any cache can have on a stream of keys.
///
/// It evicts the key whose next request is farthest away. That takes knowledge of the future, so it
/// is no policy to use but the bound to compare real policies with. Like them it admits every new
/// key; a policy that may refuse new keys could do better still.
///
/// The paper: Belady, "A study of replacement algorithms for a virtual-storage computer" (IBM
/// Systems Journal, 1966).
public struct Optimum: Sendable {
  /// For each request, the number of the next one for the same key, or `never`.
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
    // A cached key is known by the number of its next request. So whether a request hits is whether
    // its own number is marked when its turn comes.
    var isKept = Array(repeating: false, count: next.count)
    // Keys that never come back go first. It does not matter which, so they are only counted.
    var neverRequestedAgain = 0
    var kept = 0
    var latest = MaxHeap()
    for (index, upcoming) in next.enumerated() {
      let comesBack = upcoming != Self.never
      if isKept[index] {
        hits += 1
        kept -= 1
      } else if kept == capacity {
        if neverRequestedAgain > 0 {
          neverRequestedAgain -= 1
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
        neverRequestedAgain += 1
      }
      // Past requests stay in the heap. They are never its maximum while later ones are there, but
      // they take memory, so now and then they are removed.
      if latest.count > 2 * capacity + 1024 { latest.keep { $0 > index } }
    }
    return HitCount(hits: hits, misses: next.count - hits)
  }
}

/// A binary heap with the greatest number on top.
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
