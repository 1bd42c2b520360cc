/// A small recency list, and behind it only keys that were requested more often than their victims.
///
/// New keys enter the window, 1 % of the room. A key that leaves it competes with the oldest key of
/// the main part, and the one with more recent uses stays, by a sketch of all requests. The main
/// part is a segmented LRU: four fifths of it protect keys that were hit there.
///
/// The paper: Einziger, Friedman and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy"
/// (ACM Transactions on Storage, 2017). The sizes are the paper's. Where the simulators differ this
/// follows Caffeine, which its authors wrote, without the climber that resizes the window: the
/// sketch counts every request, and on a tie the newcomer goes.
public struct WTinyLFUPolicy: ReplacementPolicy {
  /// The lists, by their numbers.
  private let window = 0
  private let probation = 1
  private let protected = 2

  private let capacity: Int
  private let windowRoom: Int
  private let mainRoom: Int
  private let protectedRoom: Int
  private var keys = KeyLists(lists: 3)
  private var sketch: FrequencySketch

  public init(capacity: Int) {
    self.capacity = validated(capacity)
    windowRoom = max(min(1, capacity), capacity / 100)
    mainRoom = capacity - windowRoom
    protectedRoom = mainRoom * 4 / 5
    sketch = FrequencySketch(keys: capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    sketch.record(key)
    guard let place = keys.place(of: key) else {
      guard weight <= capacity else { return false }
      keys.append(key, weight: weight, to: window)
      while keys.weight(of: window) > windowRoom { shrinkWindow() }
      return false
    }
    let list = keys.list(at: place)
    keys.move(place, toEndOf: list == window ? window : protected)
    while keys.weight(of: protected) > protectedRoom, let oldest = keys.oldest(of: protected) {
      keys.move(oldest, toEndOf: probation)
    }
    return true
  }

  private mutating func shrinkWindow() {
    guard let candidate = keys.oldest(of: window) else { return }
    let weight = keys.weight(at: candidate)
    while keys.weight(of: probation) + keys.weight(of: protected) + weight > mainRoom {
      guard let victim = keys.oldest(of: probation) ?? keys.oldest(of: protected),
        sketch.estimate(keys.key(at: candidate)) > sketch.estimate(keys.key(at: victim))
      else {
        keys.remove(candidate)
        return
      }
      keys.remove(victim)
    }
    keys.move(candidate, toEndOf: probation)
  }
}
