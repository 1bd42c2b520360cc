import CheckSupport
import XCTest

final class ListModelTests: XCTestCase {
  /// A full model in which 1 came in first, and then 1 and 3 were read.
  private func model(_ rule: ListModel.Rule) -> ListModel {
    var model = ListModel(rule, capacity: 3)
    for key in [1, 2, 3] { XCTAssertNil(model.insert(10 * key, for: key)) }
    for key in [1, 3] { XCTAssertEqual(model.value(for: key), 10 * key) }
    return model
  }

  func testEachRuleEvictsItsOwn() {
    let evicted: [(ListModel.Rule, Int)] = [
      (.firstIn, 1), (.leastRecentlyUsed, 2), (.mostRecentlyUsed, 3), (.leastFrequentlyUsed, 2),
      (.sieve, 2),
    ]
    for (rule, key) in evicted {
      var model = model(rule)
      XCTAssertEqual(model.insert(40, for: 4), key, rule.rawValue)
      XCTAssertEqual(model.count, 3, rule.rawValue)
      XCTAssertEqual(model.value(for: 4), 40, rule.rawValue)
    }
  }

  func testOfEquallyFrequentKeysTheOneUsedFirstGoes() {
    var model = model(.leastFrequentlyUsed)
    XCTAssertEqual(model.value(for: 2), 20)
    XCTAssertEqual([1, 2, 3].map(model.frequency), [2, 2, 2])
    XCTAssertEqual(model.insert(40, for: 4), 1)
    XCTAssertEqual(model.frequency(of: 4), 1)
  }

  func testTheHandStaysOnItsKeyAndMovesOnWhenThatGoes() {
    var model = model(.sieve)
    XCTAssertEqual(model.hand, 1)
    XCTAssertEqual(model.visitedKeys, [3, 1])
    model.insert(40, for: 4)
    XCTAssertEqual(model.keys, [4, 3, 1])
    XCTAssertEqual(model.visitedKeys, [3])
    XCTAssertEqual(model.hand, 3)
    XCTAssertEqual(model.remove(1), 10)
    XCTAssertEqual(model.hand, 3)
    XCTAssertEqual(model.remove(3), 30)
    XCTAssertEqual(model.hand, 4)
    XCTAssertEqual(model.remove(4), 40)
    XCTAssertNil(model.hand)
  }
}
