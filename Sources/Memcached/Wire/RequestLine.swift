/// A line of the text protocol, cut at its spaces.
///
/// The text belongs to whoever parses it, and lasts as long as that.
struct RequestLine {
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private var words: [Range<Int>] = []

  /// Takes in another line, without its end; the memory for the words is used again.
  mutating func parse(_ line: UnsafeRawBufferPointer) {
    text = line
    words.removeAll(keepingCapacity: true)
    var start = 0
    for index in 0..<line.count {
      let byte = line[index]
      // memcached is written in C, where a zero ends a text.
      if byte == 0 {
        text = UnsafeRawBufferPointer(rebasing: line[..<index])
        break
      }
      if byte == 0x20 {
        if start < index { words.append(start..<index) }
        start = index + 1
      }
    }
    if start < text.count { words.append(start..<text.count) }
  }

  var count: Int { words.count }

  subscript(index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[words[index]])
  }

  func word(_ index: Int) -> String {
    String(decoding: self[index], as: UTF8.self)
  }

  /// Whether the last word asks for silence.
  var endsInNoReply: Bool {
    guard let last = words.last, last.count == 7 else { return false }
    return word(count - 1) == "noreply"
  }
}
