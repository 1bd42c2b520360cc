import CheckSupport
import Lab
import Week3
import XCTest

final class RESPCodecTests: XCTestCase {
  // MARK: - Encoding

  func testFramesAreEncodedAsTheSpecificationSays() throws {
    for (text, frame) in Self.examples {
      let situation = "the bytes of \(frame)"
      try require(Self.text(frame.encoded), is: text, situation)
    }
  }

  func testBulkStringsMayHaveAnyBytes() {
    let frame = RESPFrame.bulk([0x0D, 0x0A, 0x00, 0xFF])
    let bytes: [UInt8] = Array("$4\r\n".utf8) + [0x0D, 0x0A, 0x00, 0xFF] + Array("\r\n".utf8)
    expect(frame.encoded, is: bytes, "the bytes of \(frame)")
    expect(Self.outcome(of: [bytes]), is: .frames([frame]), "parsed from \(bytes)")
    let word = RESPFrame.bulk(Array("é".utf8))
    expect(Self.text(word.encoded), is: "$2\r\né\r\n", "a length counts bytes, not characters")
  }

  func testALineBreakCannotLeaveItsString() throws {
    let cases: [(RESPFrame, String)] = [
      (.error("ERR no\r\n+OK"), "-ERR no  +OK\r\n"),
      (.simple("a\nb\rc"), "+a b c\r\n"),
    ]
    for (frame, text) in cases {
      try require(Self.text(frame.encoded), is: text, "the bytes of \(frame)")
    }
  }

  // MARK: - Parsing

  func testTheExamplesOfTheSpecificationAreParsed() throws {
    for (text, frame) in Self.examples {
      try require(Self.outcome(text), is: .frames([frame]), Self.parsed(text))
    }
  }

  func testANullIsNotAnEmptyValue() throws {
    let cases: [(String, RESPFrame)] = [
      ("$-1\r\n", .nullBulk), ("$0\r\n\r\n", .bulk([])), ("*-1\r\n", .nullArray),
      ("*0\r\n", .array([])), ("*2\r\n*-1\r\n$-1\r\n", .array([.nullArray, .nullBulk])),
    ]
    for (text, frame) in cases {
      try require(Self.outcome(text), is: .frames([frame]), Self.parsed(text))
    }
  }

  func testIntegersHave64Bits() throws {
    let cases: [(String, Int)] = [
      ("9223372036854775807", .max), ("-9223372036854775808", .min), ("+5", 5), ("-0", 0),
    ]
    for (text, number) in cases {
      let situation = Self.parsed(":\(text)\r\n")
      try require(Self.outcome(":\(text)\r\n"), is: .frames([.integer(number)]), situation)
    }
  }

  func testSeveralFramesComeInOnePiece() {
    let text = "+OK\r\n:7\r\n*0\r\n$2\r\nhi\r\n-ERR no\r\n"
    let frames: [RESPFrame] = [
      .simple("OK"), .integer(7), .array([]), Self.bulk("hi"), .error("ERR no"),
    ]
    expect(Self.outcome(text), is: .frames(frames), Self.parsed(text))
  }

  // MARK: - Pieces

  func testAFrameMayBeCutAnywhere() throws {
    let bytes = Array(Self.examples.map(\.0).joined().utf8)
    let frames = Self.examples.map(\.1)
    for cut in 0...bytes.count {
      let pieces = [bytes[..<cut], bytes[cut...]]
      let situation = "with a cut after \"\(Self.ending(of: bytes[..<cut]))\""
      try require(Self.outcome(of: pieces), is: .frames(frames), situation)
    }
    let situation = "with all frames of the specification, byte by byte"
    expect(Self.outcome(of: bytes.map { [$0] }), is: .frames(frames), situation)
  }

  func testNothingComesBeforeItsLastByte() throws {
    for (text, frame) in Self.examples {
      var parser = FrameParser()
      for byte in text.utf8.dropLast() {
        parser.feed([byte])
        let situation = "with only a part of \(text.debugDescription)"
        try require(Self.next(&parser), is: .frames([]), situation)
      }
      parser.feed(text.utf8.suffix(1))
      try require(Self.next(&parser), is: .frames([frame]), Self.parsed(text))
    }
  }

  func testRandomFramesComeBackHoweverTheyAreCut() throws {
    var random = SplitMix64(seed: 4)
    for round in 0..<60 {
      let frames = (0..<5).map { _ in Self.randomFrame(&random, depth: 4) }
      let bytes = frames.flatMap(\.encoded)
      var pieces: [ArraySlice<UInt8>] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...9, using: &random))
        pieces.append(piece)
        rest = rest.dropFirst(piece.count)
      }
      let situation = "in round \(round), from \(Self.text(bytes).debugDescription)"
      try require(Self.outcome(of: pieces), is: .frames(frames), situation)
    }
  }

  // MARK: - Errors

  func testMalformedNumbersAreRefused() throws {
    let numbers = [
      "", "-", "1a", "1.5", " 1", "1 ", "0x10", "--1", "٣", "9223372036854775808",
      "-9223372036854775809", "18446744073709551617",
    ]
    for type in [":", "$", "*"] {
      for number in numbers {
        let text = "\(type)\(number)\r\n"
        let refusal = Outcome.refused([], .notANumber(number))
        try require(Self.outcome(text), is: refusal, Self.parsed(text))
      }
    }
  }

  func testOnlyMinusOneStandsForNull() throws {
    for length in [-2, -3, -1_000, Int.min] {
      for type in ["$", "*"] {
        let text = "\(type)\(length)\r\n\r\n"
        let refusal = Outcome.refused([], .negativeLength(length))
        try require(Self.outcome(text), is: refusal, Self.parsed(text))
      }
    }
  }

  func testAFrameBeginsWithOneOfFiveBytes() throws {
    for text in ["GET / HTTP/1.1\r\n", "\r\n", "_\r\n", "2\r\n"] {
      let refusal = Outcome.refused([], .unknownType(text.utf8.first ?? 0))
      try require(Self.outcome(text), is: refusal, Self.parsed(text))
    }
    let text = "*2\r\n:1\r\n?\r\n"
    let refusal = Outcome.refused([], .unknownType(UInt8(ascii: "?")))
    expect(Self.outcome(text), is: refusal, Self.parsed(text))
  }

  func testALineEndsWithBothBytes() throws {
    let cases = [
      "+OK\n+OK\r\n", "+OK\rOK\r\n", "+O\r\r\n", "$2\r\nhi+OK\r\n", "$2\r\nhi\r+OK\r\n",
    ]
    for text in cases {
      let refusal = Outcome.refused([], .missingCRLF)
      try require(Self.outcome(text), is: refusal, Self.parsed(text))
    }
  }

  func testAfterAnErrorTheParserStaysBroken() {
    var parser = FrameParser()
    parser.feed("+OK\r\n$-5\r\n+OK\r\n".utf8)
    let refusal = Outcome.refused([.simple("OK")], .negativeLength(-5))
    expect(Self.next(&parser), is: refusal, "after a good frame, a length of -5 and a good frame")
    parser.feed("+OK\r\n".utf8)
    for _ in 0..<2 {
      let again = Outcome.refused([], .negativeLength(-5))
      expect(Self.next(&parser), is: again, "when good frames come after the error")
    }
  }

  // MARK: - Limits and costs

  func testWhatIsAnnouncedHasItsLimits() throws {
    var limits = FrameLimits()
    limits.bulkLength = 3
    limits.elements = 2
    limits.lineLength = 5
    for text in ["$3\r\ntea\r\n", "*2\r\n:1\r\n:2\r\n", "+abcde\r\n"] {
      let frames = Self.outcome(text, limits: limits)
      try require(frames.count, is: 1, "frames \(Self.parsed(text)), at the limits")
    }
    let bad: [(String, FrameError)] = [
      ("$4\r\n", .bulkTooLong(4)), ("*3\r\n", .tooManyElements(3)), ("+abcdef\r\n", .lineTooLong),
      ("+abcdefghijklmnop", .lineTooLong), (":0000000000000000", .lineTooLong),
    ]
    for (text, error) in bad {
      let outcome = Self.outcome(text, limits: limits)
      let situation = "\(Self.parsed(text)), beyond the limits"
      try require(outcome, is: .refused([], error), situation)
    }
  }

  func testNestingHasALimit() throws {
    var limits = FrameLimits()
    limits.depth = 2
    let good = "*2\r\n*1\r\n:1\r\n*0\r\n*1\r\n*-1\r\n*1\r\n*1\r\n*-1\r\n:7\r\n"
    let frames: [RESPFrame] = [
      .array([.array([.integer(1)]), .array([])]), .array([.nullArray]),
      .array([.array([.nullArray])]), .integer(7),
    ]
    let situation = "\(Self.parsed(good)), with a depth of 2"
    expect(Self.outcome(good, limits: limits), is: .frames(frames), situation)
    let tooDeep = [
      "*1\r\n*1\r\n*1\r\n:1\r\n", "*1\r\n*1\r\n*0\r\n", "*1\r\n*2\r\n:1\r\n*1\r\n:1\r\n",
    ]
    for bad in tooDeep {
      let situation = "\(Self.parsed(bad)), with a depth of 2"
      let outcome = Self.outcome(bad, limits: limits)
      try require(outcome, is: .refused([], .tooDeep), situation)
    }
  }

  func testEndlessNestingIsRefused() {
    let outcome = Self.outcome(String(repeating: "*1\r\n", count: 200_000))
    expect(outcome, is: .refused([], .tooDeep), "for 200,000 nested arrays")
  }

  func testAnAnnouncementTakesNoMemory() throws {
    var limits = FrameLimits()
    limits.bulkLength = .max
    limits.elements = .max
    for text in ["$1000000000000000\r\n", "*1000000000000000\r\n:1\r\n"] {
      let situation = "\(Self.parsed(text)), with the limits at Int.max"
      let outcome = Self.outcome(text, limits: limits)
      try require(outcome, is: .frames([]), situation)
    }
  }

  func testALongArrayMayComeByteByByte() {
    let frame = RESPFrame.array((0..<10_000).map { .integer($0) })
    // A parser that begins again with every byte runs into the time limit.
    let pieces = frame.encoded.map { [$0] }
    let situation = "an array of 10,000 integers, byte by byte"
    expect(Self.outcome(of: pieces) == .frames([frame]), situation)
  }

  func testALongLineMayComeByteByByte() {
    let frame = RESPFrame.simple(String(repeating: "x", count: 60_000))
    // A search that begins again with every byte runs into the time limit.
    let situation = "a line of 60,000 bytes, byte by byte"
    expect(Self.outcome(of: frame.encoded.map { [$0] }) == .frames([frame]), situation)
  }

  func testUsedBytesAreFreed() throws {
    let frame = RESPFrame.bulk(Array(repeating: 0x61, count: 1_024 * 1_024))
    let bytes = frame.encoded
    var parser = FrameParser()
    let before = peakMemory()
    for number in 1...128 {
      parser.feed(bytes)
      let situation = "frames of string \(number) of 1 MiB through the same parser"
      try require(Self.next(&parser).count, is: 1, situation)
    }
    let situation = "MiB of memory, after 128 strings of 1 MiB that were all taken"
    expect(peakMemory() - before, isAtMost: 64, situation)
  }

  func testManyFramesMayComeInOnePiece() {
    let last = RESPFrame.bulk(Array(repeating: 0x61, count: 32 * 1_048_576))
    var parser = FrameParser()
    parser.feed(Array(String(repeating: ":7\r\n", count: 20_000).utf8) + last.encoded)
    // A parser that moves the rest to the front after each frame runs into the time limit.
    let situation = "frames: 20,000 integers and a string of 32 MiB, which came in one piece"
    expect(Self.next(&parser).count, is: 20_001, situation)
  }
}

extension RESPCodecTests {
  /// What a parser gives until it has no more whole frames.
  private enum Outcome: Equatable {
    case frames([RESPFrame])
    case refused([RESPFrame], FrameError)

    var count: Int {
      switch self {
      case .frames(let frames), .refused(let frames, _): frames.count
      }
    }
  }

  private static func next(_ parser: inout FrameParser) -> Outcome {
    var frames: [RESPFrame] = []
    do throws(FrameError) {
      while let frame = try parser.next() { frames.append(frame) }
      return .frames(frames)
    } catch {
      return .refused(frames, error)
    }
  }

  private static func outcome(
    of pieces: [some Collection<UInt8>],
    limits: FrameLimits = FrameLimits()
  ) -> Outcome {
    var parser = FrameParser(limits: limits)
    var frames: [RESPFrame] = []
    for piece in pieces {
      parser.feed(piece)
      switch next(&parser) {
      case .frames(let more): frames += more
      case .refused(let more, let error): return .refused(frames + more, error)
      }
    }
    return .frames(frames)
  }

  private static func outcome(_ text: String, limits: FrameLimits = FrameLimits()) -> Outcome {
    outcome(of: [Array(text.utf8)], limits: limits)
  }

  private static func bulk(_ text: String) -> RESPFrame { .bulk(Array(text.utf8)) }

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }

  private static func parsed(_ text: String) -> String { "parsed from \(text.debugDescription)" }

  private static func ending(of bytes: ArraySlice<UInt8>) -> String {
    let shown = text(bytes.suffix(12)).debugDescription
    return String(shown.dropFirst().dropLast())
  }

  /// The examples in the protocol's specification.
  private static let examples: [(String, RESPFrame)] = [
    ("+OK\r\n", .simple("OK")),
    ("-Error message\r\n", .error("Error message")),
    ("-WRONGTYPE Operation\r\n", .error("WRONGTYPE Operation")),
    (":0\r\n", .integer(0)),
    (":1000\r\n", .integer(1_000)),
    (":-3\r\n", .integer(-3)),
    ("$5\r\nhello\r\n", bulk("hello")),
    ("$0\r\n\r\n", bulk("")),
    ("$-1\r\n", .nullBulk),
    ("*0\r\n", .array([])),
    ("*2\r\n$5\r\nhello\r\n$5\r\nworld\r\n", .array([bulk("hello"), bulk("world")])),
    ("*3\r\n:1\r\n:2\r\n:3\r\n", .array([.integer(1), .integer(2), .integer(3)])),
    ("*2\r\n:4\r\n$5\r\nhello\r\n", .array([.integer(4), bulk("hello")])),
    ("*-1\r\n", .nullArray),
    (
      "*2\r\n*3\r\n:1\r\n:2\r\n:3\r\n*2\r\n+Hello\r\n-World\r\n",
      .array([
        .array([.integer(1), .integer(2), .integer(3)]),
        .array([.simple("Hello"), .error("World")]),
      ])
    ),
    (
      "*3\r\n$5\r\nhello\r\n$-1\r\n$5\r\nworld\r\n",
      .array([bulk("hello"), .nullBulk, bulk("world")])
    ),
  ]

  private static func randomFrame(_ random: inout SplitMix64, depth: Int) -> RESPFrame {
    let length = Int.random(in: 0...5, using: &random)
    switch Int.random(in: depth == 0 ? 0...4 : 0...6, using: &random) {
    case 0: return .simple(String(repeating: "é", count: length))
    case 1: return .error("ERR \(length)")
    case 2: return .integer(Int(truncatingIfNeeded: random.next()))
    case 3: return .bulk((0..<length).map { _ in UInt8.random(in: 8...16, using: &random) })
    case 4: return length < 3 ? .nullBulk : .nullArray
    default: return .array((0..<length).map { _ in randomFrame(&random, depth: depth - 1) })
    }
  }
}
