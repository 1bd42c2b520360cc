/// A line that is a key, without the blanks around it.
struct TextLine: LineFormat {
  func read(
    _ line: ArraySlice<UInt8>,
    number: Int,
    into batch: inout TraceBatch
  ) throws(TraceError) {
    // Most lines are a number and nothing else, and need no second look.
    if let key = TraceKey.decimal(line) {
      batch.append(key)
      return
    }
    let key = line.trimmed
    guard !key.isEmpty else { throw TraceError(line: number, "empty, and a key was expected") }
    guard !key.contains(0) else {
      throw TraceError(line: number, "not text; write --format oracle for libCacheSim's records")
    }
    batch.append(TraceKey.number(of: key))
  }
}

extension ArraySlice<UInt8> {
  /// Without the spaces and tabs at both ends.
  var trimmed: ArraySlice<UInt8> {
    var text = self
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    while let first = text.first, first == 0x20 || first == 0x09 { text.removeFirst() }
    return text
  }
}
