@testable import Redis

/// A reply as it came: its kind, what is on its first line, and what it contains.
///
/// The test reads the wire on its own, so that it does not believe the code that it tests.
struct Frame: Equatable {
  /// `+`, `-`, `:`, `$`, `*` and so on.
  let kind: UInt8
  /// The line's text, or the bytes of a string.
  let text: [UInt8]
  let isNull: Bool
  var children: [Frame] = []

  /// Reads a reply from its bytes.
  init?(_ bytes: [UInt8]) {
    var position = 0
    self.init(bytes, &position)
  }

  private init?(_ bytes: [UInt8], _ position: inout Int) {
    guard let end = Frame.endOfLine(bytes, position) else { return nil }
    kind = bytes[position]
    let line = Array(bytes[position + 1..<end - 2])
    position = end
    let count = Frame.length(kind, line)
    isNull = kind == UInt8(ascii: "_") || (count ?? 0) < 0
    switch kind {
    case UInt8(ascii: "$"), UInt8(ascii: "="):
      guard let count, count >= 0 else {
        text = []
        return
      }
      guard position + count + 2 <= bytes.count else { return nil }
      text = Array(bytes[position..<position + count])
      position += count + 2
    default:
      text = line
      for _ in 0..<max(0, count ?? 0) {
        guard let child = Frame(bytes, &position) else { return nil }
        children.append(child)
      }
    }
  }

  /// All the replies in a row of bytes.
  static func all(in bytes: [UInt8]) -> [Frame] {
    var position = 0
    var frames: [Frame] = []
    while position < bytes.count, let frame = Frame(bytes, &position) { frames.append(frame) }
    return frames
  }

  /// Where a reply that begins at `start` ends; nil if it is not complete.
  static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    var owed = 1
    while owed > 0 {
      guard let end = endOfLine(bytes, position) else { return nil }
      owed -= 1
      if let count = length(bytes[position], bytes[position + 1..<end - 2]) {
        switch bytes[position] {
        case UInt8(ascii: "$"), UInt8(ascii: "="):
          position = end + (count < 0 ? 0 : count + 2)
          if position > bytes.count { return nil }
          continue
        default: owed += max(0, count)
        }
      }
      position = end
    }
    return position
  }

  /// How much follows the first line of a reply of this kind: bytes or replies.
  private static func length(_ kind: UInt8, _ line: some Sequence<UInt8>) -> Int? {
    switch kind {
    case UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "~"),
      UInt8(ascii: ">"):
      Int(String(decoding: Array(line), as: UTF8.self))
    case UInt8(ascii: "%"): Int(String(decoding: Array(line), as: UTF8.self)).map { $0 * 2 }
    default: nil
    }
  }

  /// Behind the line's end.
  private static func endOfLine(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard start < bytes.count, let feed = bytes[start...].firstIndex(of: 10) else { return nil }
    return feed + 1
  }
}

extension Frame {
  /// The reply in an order of its parts that depends on nothing but them.
  var leaves: [[UInt8]] { children.isEmpty ? [[kind] + text] : children.flatMap(\.leaves) }

  /// The number in an integer's line, or in a string or double that is one.
  var number: Int? { Int(String(decoding: text, as: UTF8.self)) }

  var isError: Bool { kind == UInt8(ascii: "-") }
  var isMessageByPattern: Bool { children.count == 4 && children[0].string == "pmessage" }
  var isPush: Bool { kind == UInt8(ascii: ">") }
  var string: String { String(decoding: text, as: UTF8.self) }
}
