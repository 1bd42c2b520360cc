/// Lets a key into its main list only when it was asked for again after it had left the first one.
///
/// Newcomers wait in a FIFO queue, A1in; hits there change nothing, for several uses in a row are
/// often one use in truth. Keys that leave it are remembered, without a value, in A1out. Who is
/// asked for while it is there has come back after a pause, and goes to Am, a recency list.
///
/// The paper: Johnson and Shasha, "2Q: A Low Overhead High Performance Buffer Management Replacement
/// Algorithm" (VLDB 1994), the full version, with the sizes that it advises: A1in a quarter of the
/// room, A1out as many keys as half of the room has entries; both rounded down. A key that comes
/// back leaves A1out before another enters it, which the paper leaves open.
public struct TwoQPolicy: ReplacementPolicy {
  private let capacity: Int
  private let mostWaiting: Int
  private let mostRemembered: Int
  private var waiting = KeyQueue()
  private var remembered = KeyQueue()
  private var main = KeyQueue()

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more keys, not \(capacity)")
    self.capacity = capacity
    mostWaiting = capacity / 4
    mostRemembered = capacity / 2
  }

  public mutating func request(_ key: Int) -> Bool {
    guard capacity > 0 else { return false }
    if main.moveToEnd(key) || waiting.contains(key) { return true }
    let comesBack = remembered.remove(key)
    makeRoom()
    if comesBack { main.append(key) } else { waiting.append(key) }
    return false
  }

  private mutating func makeRoom() {
    guard waiting.count + main.count == capacity else { return }
    if waiting.count > mostWaiting, let evicted = waiting.popFirst() {
      remembered.append(evicted)
      if remembered.count > mostRemembered { _ = remembered.popFirst() }
    } else {
      // Not remembered: it has not been asked for in a long time.
      _ = main.popFirst()
    }
  }
}
