/// What is to be done later, the earliest first.
struct TimerQueue {
  private struct Entry {
    let deadline: Int
    let number: UInt64
  }

  /// A binary heap; an entry whose action is gone was cancelled.
  private var heap: [Entry] = []
  private var actions: [UInt64: () -> Void] = [:]
  private var lastNumber: UInt64 = 0

  mutating func add(deadline: Int, action: @escaping () -> Void) -> LoopTimer {
    lastNumber += 1
    actions[lastNumber] = action
    heap.append(Entry(deadline: deadline, number: lastNumber))
    rise(from: heap.count - 1)
    return LoopTimer(number: lastNumber)
  }

  mutating func cancel(_ timer: LoopTimer) {
    actions[timer.number] = nil
    // Cancelled entries leave when their time comes, or here when they are most of the heap.
    if heap.count > 64, heap.count > 2 * actions.count {
      heap.removeAll { actions[$0.number] == nil }
      for index in stride(from: heap.count / 2, through: 0, by: -1) { sink(from: index) }
    }
  }

  /// The next deadline, or `nil` if there is nothing to be done.
  var next: Int? {
    mutating get {
      while let first = heap.first, actions[first.number] == nil { removeFirst() }
      return heap.first?.deadline
    }
  }

  /// The next action whose deadline has come.
  mutating func popDue(at now: Int) -> (() -> Void)? {
    guard let next, next <= now, let first = heap.first else { return nil }
    removeFirst()
    return actions.removeValue(forKey: first.number)
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink(from: 0)
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    (heap[one].deadline, heap[one].number) < (heap[other].deadline, heap[other].number)
  }

  private mutating func rise(from start: Int) {
    var index = start
    while index > 0, precedes(index, (index - 1) / 2) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink(from start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if precedes(child, least) { least = child }
      }
      if least == index { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}

/// Something that an ``EventLoop`` does later, so that it can be cancelled.
public struct LoopTimer: Hashable, Sendable {
  let number: UInt64
}
