/// Values by stream id, in order of the ids.
///
/// The elements lie in sorted runs of at most ``runLength``, so finding one takes two binary searches
/// and a change moves one run. New ids are mostly the highest, which only appends.
struct StreamIDMap<Value> {
  struct Element {
    let id: StreamID
    var value: Value
  }

  /// A place in the map, until it is changed.
  struct Position {
    fileprivate var run: Int
    fileprivate var index: Int
  }

  private static var runLength: Int { 128 }

  /// None of them is empty.
  private var runs: ContiguousArray<ContiguousArray<Element>> = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  var first: Element? { runs.first?.first }
  var last: Element? { runs.last?.last }

  /// About how many bytes it takes, without what the values own.
  var memory: Int { count * MemoryLayout<Element>.stride + runs.count * 40 }

  /// Where the first element is whose id is not below `id`; it may be behind the last one.
  func position(from id: StreamID) -> Position {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if let last = runs[middle].last, last.id < id { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count else { return Position(run: low, index: 0) }
    return Position(run: low, index: Self.index(of: id, in: runs[low]))
  }

  private static func index(of id: StreamID, in run: ContiguousArray<Element>) -> Int {
    var (low, high) = (0, run.count)
    while low < high {
      let middle = (low + high) / 2
      if run[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The element at a position, nil behind the last one.
  func element(at position: Position) -> Element? {
    position.run < runs.count ? runs[position.run][position.index] : nil
  }

  func position(after position: Position) -> Position {
    position.index + 1 < runs[position.run].count
      ? Position(run: position.run, index: position.index + 1)
      : Position(run: position.run + 1, index: 0)
  }

  private func find(_ id: StreamID) -> Position? {
    let position = position(from: id)
    return element(at: position)?.id == id ? position : nil
  }

  /// The value of an id; nil removes it.
  subscript(id: StreamID) -> Value? {
    get { find(id).flatMap { element(at: $0) }?.value }
    set {
      guard let newValue else {
        if let position = find(id) { remove(at: position) }
        return
      }
      let position = position(from: id)
      if element(at: position)?.id == id {
        runs[position.run][position.index].value = newValue
      } else {
        insert(Element(id: id, value: newValue), at: position)
      }
    }
  }

  private mutating func insert(_ element: Element, at position: Position) {
    count += 1
    var position = position
    if position.run == runs.count {
      // Higher than all: the last run takes it, if it has room.
      guard let last = runs.last, last.count < Self.runLength else {
        runs.append([element])
        return
      }
      position = Position(run: runs.count - 1, index: last.count)
    }
    runs[position.run].insert(element, at: position.index)
    if runs[position.run].count > Self.runLength {
      let half = Self.runLength / 2
      runs.insert(ContiguousArray(runs[position.run][half...]), at: position.run + 1)
      runs[position.run].removeSubrange(half...)
    }
  }

  private mutating func remove(at position: Position) {
    count -= 1
    if runs[position.run].count == 1 {
      runs.remove(at: position.run)
    } else {
      runs[position.run].remove(at: position.index)
    }
  }
}

extension StreamIDMap: Sequence {
  func makeIterator() -> AnyIterator<Element> {
    elements(from: .zero)
  }

  /// The elements from an id on.
  func elements(from id: StreamID) -> AnyIterator<Element> {
    var position = position(from: id)
    return AnyIterator {
      guard let element = element(at: position) else { return nil }
      position = self.position(after: position)
      return element
    }
  }
}

extension StreamIDMap: Sendable where Value: Sendable {}
extension StreamIDMap.Element: Sendable where Value: Sendable {}
