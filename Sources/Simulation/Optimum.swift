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
  /// Beyond the end for those that have none; all different, so that a number tells the request.
  private let next: [Int]

  /// - Complexity: O(*n*) on average, where *n* is the number of requests.
  public init(_ keys: some Sequence<Int>) {
    let keys = Array(keys)
    var next = Array(keys.count..<2 * keys.count)
    var latest: [Int: Int] = [:]
    for (index, key) in keys.enumerated() {
      if let previous = latest.updateValue(index, forKey: key) { next[previous] = index }
    }
    self.next = next
  }

  /// Hits and misses of a cache with room for `capacity` keys.
  ///
  /// - Complexity: O(*n* log *n*), where *n* is the number of requests.
  public func count(capacity: Int) -> HitCount {
    precondition(capacity >= 0, "a cache has room for 0 or more keys, not \(capacity)")
    var count = HitCount()
    // A key in the cache is told by its next request. Of a request, too, one then knows at once
    // whether it hits: whether its key was still there when its turn came.
    var isKept = Array(repeating: false, count: 2 * next.count)
    var kept = 0
    // Requests that are past stay in the heap. They do no harm: any that is to come is later.
    var latest = MaxHeap()
    for (index, upcoming) in next.enumerated() {
      count.record(hit: isKept[index])
      if !isKept[index] {
        guard capacity > 0 else { continue }
        if kept == capacity, let victim = latest.popMax() {
          isKept[victim] = false
          kept -= 1
        }
        kept += 1
      }
      isKept[upcoming] = true
      latest.insert(upcoming)
    }
    return count
  }
}

/// A binary heap that gives its greatest number first.
private struct MaxHeap {
  private var numbers: [Int] = []

  mutating func insert(_ number: Int) {
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

  mutating func popMax() -> Int? {
    guard let greatest = numbers.first, let number = numbers.popLast() else { return nil }
    guard !numbers.isEmpty else { return greatest }
    var place = 0
    while true {
      var child = 2 * place + 1
      if child + 1 < numbers.count, numbers[child + 1] > numbers[child] { child += 1 }
      if child >= numbers.count || numbers[child] <= number { break }
      numbers[place] = numbers[child]
      place = child
    }
    numbers[place] = number
    return greatest
  }
}
