import BuildKit
import Curriculum
import Grader

/// A method that XCTest runs as a test.
struct TestMethod: Sendable, Hashable {
  /// The class that declares it.
  let testClass: String
  let name: String
  let line: Int?
}

extension Checker {
  /// The tests in an exercise's file of checks as the compiler sees them, in source order.
  ///
  /// The checker itself reads that file with a scanner of its own, which is fast and knows little
  /// Swift. This is what it is held against; XCTest's rule is a method of a class with a
  /// superclass, named `test…`, that takes and returns nothing.
  func testMethods(
    of exercise: Exercise
  ) throws(KitFailure) -> (methods: [TestMethod], messages: String) {
    // The checks import the week that they are compiled into here, which is worth a warning.
    let (graph, messages) = try symbolGraph(
      of: [folder.path(exercise.solutionPath), folder.path(exercise.checksPath)],
      week: exercise.week,
      from: "internal",
      flags: ["-suppress-warnings"]
    )
    let heirs = Set(
      (graph?.relationships ?? []).filter { $0.kind == "inheritsFrom" }.map(\.source)
    )
    let classes = Set(
      (graph?.symbols ?? []).filter { heirs.contains($0.identifier.precise) }.map(\.path)
    )
    let methods = (graph?.symbols ?? []).compactMap { symbol -> TestMethod? in
      guard symbol.kind.identifier == "swift.method", symbol.pathComponents.count == 2,
        let owner = symbol.pathComponents.first, classes.contains(owner),
        let name = symbol.pathComponents.last, name.hasPrefix("test"), name.hasSuffix("()"),
        !symbol.declaration.contains("->")
      else { return nil }
      return TestMethod(testClass: owner, name: String(name.dropLast(2)), line: symbol.line)
    }
    return (methods.sorted { ($0.line ?? 0, $0.name) < ($1.line ?? 0, $1.name) }, messages)
  }
}
