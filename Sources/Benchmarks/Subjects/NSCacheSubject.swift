import Foundation

/// A key as `NSCache` wants it.
protocol BoxableKey: Hashable, Sendable {
  associatedtype Box: AnyObject
  var boxed: Box { get }
}

extension Int: BoxableKey {
  var boxed: NSNumber { NSNumber(value: self) }
}

extension String: BoxableKey {
  var boxed: NSString { NSString(string: self) }
}

/// A value as `NSCache` wants it.
private final class ValueBox: Sendable {
  let value: Int
  init(_ value: Int) { self.value = value }
}

/// Foundation's cache, used as a Swift program has to: keys and values that are objects.
final class NSCacheSubject<Key: BoxableKey>: SharedSubject {
  // It locks itself, as its documentation promises; on Linux the compiler was not told, and a lock
  // of ours around it would be timed, too.
  nonisolated(unsafe) private let cache = NSCache<Key.Box, ValueBox>()

  init(capacity: Int) { cache.countLimit = capacity }

  func value(for key: Key) -> Int? { cache.object(forKey: key.boxed)?.value }

  func insert(_ value: Int, for key: Key) {
    cache.setObject(ValueBox(value), forKey: key.boxed)
  }
}

/// The same for a program that has objects for keys anyway: nothing is boxed while it is timed.
struct BoxedNSCacheSubject<Box: AnyObject>: Subject {
  private let cache = NSCache<Box, ValueBox>()

  init(capacity: Int) { cache.countLimit = capacity }

  func value(for key: Box) -> Int? { cache.object(forKey: key)?.value }

  func insert(_ value: Int, for key: Box) -> Box? {
    cache.setObject(ValueBox(value), forKey: key)
    return nil
  }
}
