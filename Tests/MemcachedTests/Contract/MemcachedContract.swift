import Memcached
import XCTest

/// What everything that claims to be a memcached must do, in terms of the typed methods.
///
/// The keys begin with a prefix of the test's own, so that a server with other people's keys can be
/// tested as well.
struct MemcachedContract {
  let cache: any MemcachedConnection
  let prefix: String

  private func key(_ name: String) -> String { "\(prefix)\(name)" }

  func check() async throws {
    try await checkStoring()
    try await checkReadingMany()
    try await checkCompareAndSwap()
    try await checkCounters()
    try await checkExpiry()
    try await checkRefusals()
  }

  private func checkStoring() async throws {
    let name = key("storing")
    try await cache.delete(name)
    let missing = try await cache.get(name)
    XCTAssertNil(missing)
    let isReplaced = try await cache.replace(name, "x")
    XCTAssertFalse(isReplaced, "there is nothing to replace")
    let isAppended = try await cache.append(name, "x")
    XCTAssertFalse(isAppended, "there is nothing to append to")
    let isAdded = try await cache.add(name, "middle", flags: 7)
    XCTAssertTrue(isAdded)
    let isAddedTwice = try await cache.add(name, "other")
    XCTAssertFalse(isAddedTwice)
    let isPrepended = try await cache.prepend(name, "before ")
    XCTAssertTrue(isPrepended)
    let isAppendedNow = try await cache.append(name, " after")
    XCTAssertTrue(isAppendedNow)
    let item = try await cache.get(name)
    XCTAssertEqual(item, MemcachedItem(Array("before middle after".utf8), flags: 7))
    let bytes = (0...255).map { UInt8($0) } + Array("\r\nEND\r\n".utf8)
    try await cache.set(name, bytes)
    let binary = try await cache.get(name)
    XCTAssertEqual(binary?.value, bytes, "every byte may be in a value")
    try await cache.set(name, "")
    let empty = try await cache.get(name)
    XCTAssertEqual(empty?.value, [])
    let isDeleted = try await cache.delete(name)
    XCTAssertTrue(isDeleted)
    let isDeletedTwice = try await cache.delete(name)
    XCTAssertFalse(isDeletedTwice)
  }

  private func checkReadingMany() async throws {
    let names = (0..<40).map { key("many-\($0)") }
    let filler = String(repeating: "k", count: 100)
    for (number, name) in names.enumerated() where number % 2 == 0 {
      try await cache.set(name, "\(number)")
    }
    let found = try await cache.get(names)
    XCTAssertEqual(found.count, 20)
    XCTAssertEqual(found[key("many-38")]?.text, "38")
    XCTAssertNil(found[key("many-39")])
    let request = MemcachedRequest.getAndTouch(names + names.map { "\($0)-\(filler)" }, 100)
    let touched = try await cache.send(request)
    XCTAssertEqual(touched, .items(found), "however long the line is")
    let none = try await cache.get([])
    XCTAssertEqual(none, [:])
    for name in names { try await cache.delete(name) }
  }

  private func checkCompareAndSwap() async throws {
    let name = key("swap")
    try await cache.set(name, "one")
    let first = try await cache.gets(name)
    let unique = try XCTUnwrap(first?.unique)
    try await cache.set(name, "two")
    let late = try await cache.compareAndSwap(name, "three", unique: unique)
    XCTAssertEqual(late, .changed)
    let second = try await cache.gets(name)
    let current = try XCTUnwrap(second?.unique)
    XCTAssertNotEqual(current, unique)
    let onTime = try await cache.compareAndSwap(name, "three", unique: current)
    XCTAssertEqual(onTime, .stored)
    try await cache.delete(name)
    let gone = try await cache.compareAndSwap(name, "four", unique: current)
    XCTAssertEqual(gone, .missing)
  }

  private func checkCounters() async throws {
    let name = key("counter")
    try await cache.delete(name)
    let missing = try await cache.increment(name)
    XCTAssertNil(missing)
    try await cache.set(name, "10")
    let up = try await cache.increment(name, by: 5)
    XCTAssertEqual(up, 15)
    let down = try await cache.decrement(name, by: 6)
    XCTAssertEqual(down, 9)
    let item = try await cache.get(name)
    XCTAssertTrue(["9", "9 "].contains(item?.text), "\(item?.text ?? "nothing")")
    let bottom = try await cache.decrement(name, by: 100)
    XCTAssertEqual(bottom, 0, "a counter does not go below 0")
    try await cache.set(name, "\(UInt64.max)")
    let wrapped = try await cache.increment(name, by: 2)
    XCTAssertEqual(wrapped, 1, "beyond 64 bits it begins again")
    try await cache.set(name, "ten")
    await fails(with: .notANumber) { _ = try await cache.increment(name) }
    try await cache.delete(name)
  }

  private func checkExpiry() async throws {
    let name = key("expiry")
    try await cache.set(name, "x", expiry: .immediately)
    let expired = try await cache.get(name)
    XCTAssertNil(expired)
    try await cache.set(name, "x", expiry: .seconds(MemcachedExpiry.longestLifetime + 1))
    let trapped = try await cache.get(name)
    XCTAssertNil(trapped, "more than 30 days is a moment in 1970")
    try await cache.set(name, "x", expiry: .seconds(100))
    let isTouched = try await cache.touch(name, expiry: .seconds(200))
    XCTAssertTrue(isTouched)
    let touched = try await cache.getAndTouch(name, expiry: .immediately)
    XCTAssertEqual(touched?.text, "x")
    let gone = try await cache.get(name)
    XCTAssertNil(gone)
    let isTouchedNow = try await cache.touch(name, expiry: .never)
    XCTAssertFalse(isTouchedNow)
  }

  private func checkRefusals() async throws {
    for bad in ["", "a b", "a\r\nb", "a\u{7F}", String(repeating: "k", count: 251)] {
      await fails(with: .invalidKey(bad)) { _ = try await cache.get(bad) }
      await fails(with: .invalidKey(bad)) { try await cache.set(bad, "x") }
    }
    let longest = prefix + String(repeating: "k", count: 250 - prefix.utf8.count)
    try await cache.set(longest, "x")
    let item = try await cache.get(longest)
    XCTAssertEqual(item?.text, "x")
    await fails(with: .tooLarge) {
      try await cache.set(longest, [UInt8](repeating: 0, count: 1 << 20))
    }
    let removed = try await cache.get(longest)
    XCTAssertNil(removed, "a value that could not be replaced must not stay")
    let version = try await cache.version()
    XCTAssertTrue(version.hasPrefix("1."), version)
    let stats = try await cache.stats()
    XCTAssertFalse(stats.isEmpty)
  }

  private func fails(
    with expected: MemcachedError,
    _ body: () async throws -> Void,
    file: StaticString = #filePath,
    line: UInt = #line
  ) async {
    do {
      try await body()
      XCTFail("expected the error: \(expected)", file: file, line: line)
    } catch {
      XCTAssertEqual(error as? MemcachedError, expected, file: file, line: line)
    }
  }
}
