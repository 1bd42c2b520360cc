import Synchronization

/// A number that many tasks may count up at the same time.
public final class Counter: Sendable {
  private let count: Atomic<Int>

  public init(_ start: Int = 0) {
    count = Atomic(start)
  }

  public var value: Int { count.load(ordering: .relaxed) }

  /// Counts `amount` more and returns the new value, which no other caller gets.
  @discardableResult
  public func increment(by amount: Int = 1) -> Int {
    count.add(amount, ordering: .relaxed).newValue
  }

  /// Starts again at 0 and returns what had been counted; nothing counted meanwhile is lost.
  @discardableResult
  public func reset() -> Int {
    count.exchange(0, ordering: .relaxed)
  }
}

extension Counter: CustomStringConvertible {
  public var description: String { grouped(value) }
}
