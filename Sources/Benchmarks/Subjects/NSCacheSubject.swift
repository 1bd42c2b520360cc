import Foundation

/// A key that can be turned into an object, which `NSCache` needs.
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

/// A value as an object.
private final class ValueBox: Sendable {
  let value: Int
  init(_ value: Int) { self.value = value }
}

/// Foundation's cache as a Swift program has to use it, with objects for keys and values.
final class NSCacheSubject<Key: BoxableKey>: SharedSubject {
  private let cache: EmptyingCache<Key.Box>

  init(capacity: Int) { cache = EmptyingCache(capacity: capacity) }

  func value(for key: Key) -> Int? { cache.content.object(forKey: key.boxed)?.value }

  func insert(_ value: Int, for key: Key) {
    cache.content.setObject(ValueBox(value), forKey: key.boxed)
  }
}

/// `NSCache` for a program whose keys are objects anyway, so that no key is boxed while it is
/// timed.
struct BoxedNSCacheSubject<Box: AnyObject>: Subject {
  private let cache: EmptyingCache<Box>

  init(capacity: Int) { cache = EmptyingCache(capacity: capacity) }

  func value(for key: Box) -> Int? { cache.content.object(forKey: key)?.value }

  func insert(_ value: Int, for key: Box) -> Box? {
    cache.content.setObject(ValueBox(value), forKey: key)
    return nil
  }
}

/// An `NSCache` that is emptied when it goes.
///
/// On Linux its entries refer to each other, and an NSCache that is not emptied leaks all of them.
/// A benchmark, which makes one after the other, would fill the memory.
private final class EmptyingCache<Box: AnyObject>: Sendable {
  // It locks itself, as its documentation promises; on Linux the compiler was not told, and a lock
  // of ours around it would be timed, too.
  nonisolated(unsafe) let content = NSCache<Box, ValueBox>()

  init(capacity: Int) { content.countLimit = capacity }

  deinit { content.removeAllObjects() }
}
