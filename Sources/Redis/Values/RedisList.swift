/// The elements of a list: a ring, so that both ends are as cheap and every place is at hand.
///
/// The ring's size is a power of two. It doubles when it is full and halves when a quarter of it is in
/// use, so that a push or a pop is O(1) on average whatever their order.
struct RedisList: RedisCollection {
  /// Places out of use hold the empty string, which has nothing on the heap.
  private var ring: ContiguousArray<RedisBytes> = []
  private var start = 0
  private(set) var count = 0
  private var heap = 0

  init() {}

  init(_ elements: some Sequence<RedisBytes>) {
    for element in elements { append(element) }
  }

  var isEmpty: Bool { count == 0 }

  var memory: Int {
    MemoryLayout<RedisList>.size + ring.count * MemoryLayout<RedisBytes>.stride + heap
  }

  /// Redis 7.0 knows no other representation of lists, however short they are.
  var encoding: String { "quicklist" }

  /// Where in the ring an element is.
  @inline(__always)
  private func place(_ index: Int) -> Int { (start &+ index) & (ring.count &- 1) }

  /// The element at an index from 0 on; replacing one keeps the order.
  subscript(index: Int) -> RedisBytes {
    get {
      precondition(index >= 0 && index < count, "element \(index) of a list of \(count)")
      return ring[place(index)]
    }
    set {
      precondition(index >= 0 && index < count, "element \(index) of a list of \(count)")
      let place = place(index)
      heap += newValue.heapSize - ring[place].heapSize
      ring[place] = newValue
    }
  }

  /// Calls `body` with the elements at these indices, in order.
  @inline(__always)
  func forEach(in indices: Range<Int>, _ body: (RedisBytes) -> Void) {
    precondition(indices.isEmpty || indices.upperBound <= count, "\(indices) of a list of \(count)")
    for index in indices { body(ring[place(index)]) }
  }

  mutating func append(_ element: RedisBytes) {
    makeRoom()
    ring[place(count)] = element
    count += 1
    heap += element.heapSize
  }

  mutating func prepend(_ element: RedisBytes) {
    makeRoom()
    start = place(-1)
    ring[start] = element
    count += 1
    heap += element.heapSize
  }

  mutating func popFirst() -> RedisBytes? {
    guard count > 0 else { return nil }
    let element = take(at: start)
    start = place(1)
    count -= 1
    giveUpRoom()
    return element
  }

  mutating func popLast() -> RedisBytes? {
    guard count > 0 else { return nil }
    let element = take(at: place(count - 1))
    count -= 1
    giveUpRoom()
    return element
  }

  private mutating func take(at place: Int) -> RedisBytes {
    var element = RedisBytes()
    swap(&element, &ring[place])
    heap -= element.heapSize
    return element
  }

  private mutating func makeRoom() {
    if count == ring.count { resize(to: max(4, ring.count * 2)) }
  }

  private mutating func giveUpRoom() {
    if ring.count > 16 && count <= ring.count / 4 { resize(to: ring.count / 2) }
  }

  private mutating func resize(to size: Int) {
    var larger = ContiguousArray<RedisBytes>()
    larger.reserveCapacity(size)
    for index in 0..<count { larger.append(ring[place(index)]) }
    larger.append(contentsOf: repeatElement(RedisBytes(), count: size - count))
    ring = larger
    start = 0
  }
}

/// Changes inside the list. They move whatever is nearer, the elements before or those behind.
extension RedisList {
  /// The first index, from the front or from the back, of an element.
  func firstIndex(of element: RedisBytes) -> Int? {
    ring.withUnsafeBufferPointer { ring in
      (0..<count).first { ring[place($0)] == element }
    }
  }

  /// Puts an element before the one at `index`, or at the end.
  ///
  /// - Complexity: O(min(`index`, elements behind it)).
  mutating func insert(_ element: RedisBytes, at index: Int) {
    precondition(index >= 0 && index <= count, "place \(index) in a list of \(count)")
    if index < count / 2 {
      prepend(element)
      shift(from: 0, to: index)
    } else {
      append(element)
      shift(from: count - 1, to: index)
    }
  }

  /// Takes the element at an index to another one and closes the gap.
  private mutating func shift(from source: Int, to target: Int) {
    let (start, mask) = (start, ring.count - 1)
    let step = source < target ? 1 : -1
    ring.withUnsafeMutableBufferPointer { ring in
      var index = source
      while index != target {
        ring.swapAt((start + index) & mask, (start + index + step) & mask)
        index += step
      }
    }
  }

  /// Removes up to `limit` elements that equal `element`, from the front or from the back.
  ///
  /// - Returns: How many they were.
  /// - Complexity: O(`count`).
  mutating func removeAll(_ element: RedisBytes, limit: Int, fromBack: Bool) -> Int {
    let (start, mask, count) = (start, ring.count - 1, count)
    let removed = ring.withUnsafeMutableBufferPointer { ring in
      var removed = 0
      for step in 0..<count {
        let index = fromBack ? count - 1 - step : step
        let place = (start + index) & mask
        if removed < limit && ring[place] == element {
          removed += 1
        } else if removed > 0 {
          // Those to be removed travel along to the other end.
          ring.swapAt(place, (start + index + (fromBack ? removed : -removed)) & mask)
        }
      }
      return removed
    }
    for _ in 0..<removed { _ = fromBack ? popFirst() : popLast() }
    return removed
  }

  /// Removes so many elements from both ends.
  mutating func trim(first: Int, last: Int) {
    for _ in 0..<first { _ = popFirst() }
    for _ in 0..<last { _ = popLast() }
  }
}
