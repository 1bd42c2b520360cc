/// Stack distances: how many different keys were requested since the last request for the same key.
///
/// LRU with room for c keys holds the last c different ones, so a request hits exactly when its
/// stack distance is below c. A Fenwick tree over time has a 1 at the latest request of each key;
/// the distance is the sum of the ones after it.
///
/// The papers: Mattson, Gecsei, Slutz and Traiger, "Evaluation techniques for storage hierarchies"
/// (IBM Systems Journal, 1970); the tree is due to Bennett and Kruskal (1975).
struct StackDistances {
  /// When each key was requested last.
  private var latest = KeyTable()
  /// The keys by that time; a key's older times say 0 in `isLatest`.
  private var line: [Int]
  private var isLatest: [Bool]
  private var tree: [Int32]
  private var now = 0

  init() {
    line = Array(repeating: 0, count: 1025)
    isLatest = Array(repeating: false, count: 1025)
    tree = Array(repeating: 0, count: 1025)
  }

  /// How many different keys there are.
  var count: Int { latest.count }

  /// The stack distance of a request for `key`, or nil when it is the first.
  ///
  /// - Complexity: O(log *k*), where *k* is how many different keys there are.
  mutating func request(_ key: Int) -> Int? {
    if now == tree.count - 1 { compact() }
    now += 1
    let before = latest.place(of: key) { line[$0] == key }
    var distance: Int?
    if before != 0 {
      latest.move(key, from: before, to: now)
      distance = latest.count - sum(upTo: before)
      clear(before)
    } else {
      latest.insert(now, for: key)
    }
    line[now] = key
    isLatest[now] = true
    add(1, at: now)
    return distance
  }

  /// Removes a key, as if it had never been requested.
  mutating func forget(_ key: Int) {
    let time = latest.place(of: key) { line[$0] == key }
    guard time != 0 else { return }
    clear(time)
    latest.remove(key, at: time)
  }

  private mutating func clear(_ time: Int) {
    isLatest[time] = false
    add(-1, at: time)
  }

  private func sum(upTo time: Int) -> Int {
    var (time, sum) = (time, 0)
    while time > 0 {
      sum += Int(tree[time])
      time &= time - 1
    }
    return sum
  }

  private mutating func add(_ change: Int32, at time: Int) {
    var time = time
    while time < tree.count {
      tree[time] += change
      time += time & -time
    }
  }

  /// Renumbers the latest requests from 1 on, with as many free times after them.
  private mutating func compact() {
    let times = (1..<line.count).filter { isLatest[$0] }
    let keys = times.map { line[$0] }
    let room = max(2 * keys.count, 1024) + 1
    line = [0] + keys + Array(repeating: 0, count: room - keys.count - 1)
    isLatest = Array(repeating: false, count: room)
    tree = Array(repeating: 0, count: room)
    for (index, key) in keys.enumerated() {
      let time = index + 1
      // A new number is never above the old one, so no later key has it yet.
      latest.move(key, from: times[index], to: time)
      isLatest[time] = true
      tree[time] += 1
    }
    // Each counter passes its sum on to the next that covers it.
    for time in 1..<room {
      let parent = time + time & -time
      if parent < room { tree[parent] += tree[time] }
    }
    now = keys.count
  }
}
