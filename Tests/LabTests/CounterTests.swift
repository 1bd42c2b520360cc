import Lab
import XCTest

final class CounterTests: XCTestCase {
  func testACounterCounts() {
    let counter = Counter()
    XCTAssertEqual(counter.value, 0)
    XCTAssertEqual(counter.increment(), 1)
    XCTAssertEqual(counter.increment(by: 1499), 1500)
    XCTAssertEqual("\(counter)", "1,500")
    XCTAssertEqual(counter.reset(), 1500)
    XCTAssertEqual(counter.value, 0)
    XCTAssertEqual(Counter(7).value, 7)
  }

  func testManyTasksLoseNoCountAndNoTwoGetTheSameNumber() async {
    let counter = Counter()
    let numbers = await withTaskGroup(of: [Int].self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<1000).map { _ in counter.increment() } }
      }
      return await group.reduce(into: Set<Int>()) { $0.formUnion($1) }
    }
    XCTAssertEqual(counter.value, 8000)
    XCTAssertEqual(numbers, Set(1...8000))
  }
}
