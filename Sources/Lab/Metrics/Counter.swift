import Synchronization

/// A counter that many tasks may increment at the same time.
public final class Counter: Sendable {
  private let count: Atomic<Int>

  public init(_ start: Int = 0) {
    count = Atomic(start)
  }

  public var value: Int { count.load(ordering: .relaxed) }

  /// Adds `amount` and returns the new value, which no other caller gets.
  @discardableResult
  public func increment(by amount: Int = 1) -> Int {
    count.add(amount, ordering: .relaxed).newValue
  }

  /// Sets the counter to 0 and returns its value; no increment is lost in between.
  @discardableResult
  public func reset() -> Int {
    count.exchange(0, ordering: .relaxed)
  }
}

extension Counter: CustomStringConvertible {
  public var description: String { grouped(value) }
}
