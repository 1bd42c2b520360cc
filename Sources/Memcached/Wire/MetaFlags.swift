/// The flags of a meta command: one letter each, some with an argument.
struct MetaFlags {
  var isSilent = false
  var wantsValue = false
  var leavesUnused = false
  var invalidates = false
  var hasBinaryKey = false
  var mode: UInt8 = 0
  /// The value of `T`.
  var exptime: Int32?
  /// The value of `N`.
  var creationExptime: Int32?
  /// The value of `R`.
  var renewalExptime: Int32?
  var clientFlags: UInt32 = 0
  var unique: UInt64?
  var delta: UInt64 = 1
  var initial: UInt64 = 0
  var key: ItemKey

  /// An opaque token that is longer than this is refused.
  static let longestOpaque = 32
  /// As many words as a request may have, its command included.
  static let mostWords = 19

  /// What is wrong with the flags, in memcached's words.
  struct Failure: Error {
    let words: String
  }

  /// Reads the flags of `line` from a word on; the key is its second word.
  init(_ line: RequestLine, from first: Int) throws(Failure) {
    key = ItemKey(line[1])
    var seen: (low: UInt64, high: UInt64) = (0, 0)
    var failure: Failure?
    for index in first..<max(first, line.count) {
      let word = line[index]
      let letter = word[0]
      guard letter < 127 else { throw Failure(words: "CLIENT_ERROR duplicate flag") }
      let bit = UInt64(1) << UInt64(letter & 63)
      let isRepeated = (letter < 64 ? seen.low : seen.high) & bit != 0
      if isRepeated { throw Failure(words: "CLIENT_ERROR duplicate flag") }
      if letter < 64 { seen.low |= bit } else { seen.high |= bit }
      let argument = UnsafeRawBufferPointer(rebasing: word.dropFirst())
      do throws(Failure) {
        guard try read(letter, argument, key: line[1]) else {
          throw Failure(words: "CLIENT_ERROR invalid flag")
        }
      } catch {
        // An unknown letter ends it; other faults wait, and the last one is told.
        if error.words == "CLIENT_ERROR invalid flag" { throw error }
        failure =
          error.words.isEmpty
          ? Failure(words: failure?.words ?? TextSession.badFormat) : error
      }
    }
    if let failure { throw failure }
  }

  /// Takes in one flag; false if there is no such flag.
  private mutating func read(
    _ letter: UInt8,
    _ argument: UnsafeRawBufferPointer,
    key: UnsafeRawBufferPointer
  ) throws(Failure) -> Bool {
    switch letter {
    case UInt8(ascii: "b"):
      hasBinaryKey = true
      guard let decoded = Base64.decode(key) else {
        throw Failure(words: "CLIENT_ERROR error decoding key")
      }
      self.key = ItemKey(decoded)
    case UInt8(ascii: "N"): creationExptime = try signed(argument)
    case UInt8(ascii: "T"): exptime = try signed(argument)
    case UInt8(ascii: "R"): renewalExptime = try signed(argument)
    case UInt8(ascii: "v"): wantsValue = true
    case UInt8(ascii: "u"): leavesUnused = true
    case UInt8(ascii: "q"): isSilent = true
    case UInt8(ascii: "I"): invalidates = true
    case UInt8(ascii: "F"):
      // The one fault that has no words of its own.
      guard let number = WireNumber.unsigned32(argument) else { throw Failure(words: "") }
      clientFlags = number
    case UInt8(ascii: "C"):
      guard let number = WireNumber.unsigned64(argument) else {
        throw Failure(words: "CLIENT_ERROR bad token in command line format")
      }
      unique = number
    case UInt8(ascii: "M"):
      guard argument.count == 1 else {
        throw Failure(words: "CLIENT_ERROR incorrect length for M token")
      }
      mode = argument[0]
    case UInt8(ascii: "J"):
      guard let number = WireNumber.unsigned64(argument) else {
        throw Failure(words: "CLIENT_ERROR invalid numeric initial value")
      }
      initial = number
    case UInt8(ascii: "D"):
      guard let number = WireNumber.unsigned64(argument) else {
        throw Failure(words: "CLIENT_ERROR invalid numeric delta value")
      }
      delta = number
    default: return Self.plain.contains(letter)
    }
    return true
  }

  /// Letters that only ask for something in the reply, or are passed along.
  private static let plain = Array("lOPLkstcfh".utf8)

  private func signed(_ argument: UnsafeRawBufferPointer) throws(Failure) -> Int32 {
    guard let number = WireNumber.signed32(argument) else {
      throw Failure(words: "CLIENT_ERROR bad token in command line format")
    }
    return number
  }
}
