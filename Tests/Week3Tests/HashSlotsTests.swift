import CheckSupport
import Lab
import Week3
import XCTest

final class HashSlotsTests: XCTestCase {
  // MARK: - Checksum

  func testTheChecksumHasItsPublishedCheckValue() {
    expect(Self.hex(HashSlot.crc16("123456789".utf8)), is: "0x31C3", "for the bytes of 123456789")
  }

  func testTheChecksumOfNothingIsZero() {
    expect(Self.hex(HashSlot.crc16([])), is: "0x0000", "for no bytes")
  }

  func testTheChecksumIsTheRemainderOfADivision() throws {
    var random = SplitMix64(seed: 3)
    for length in 1...64 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let situation = "for the \(length) bytes \(bytes)"
      let remainder = Self.hex(Self.longDivision(bytes))
      try require(Self.hex(HashSlot.crc16(bytes)), is: remainder, situation)
    }
  }

  // MARK: - Slots and hash tags

  func testAKeyHasTheSlotThatRedisGivesIt() throws {
    // What CLUSTER KEYSLOT answers.
    let slots = ["foo": 12182, "bar": 5061, "hello": 866, "tea": 3216, "é": 10180, "": 0]
    for (key, slot) in slots.sorted(by: { $0.key < $1.key }) {
      try require(HashSlot.slot(of: key), is: slot, "for the key \"\(key)\"")
    }
  }

  func testOnlyTheHashTagCounts() throws {
    for key in ["{user:7}:cart", "{user:7}:orders", "cart:{user:7}", "{user:7}"] {
      try require(HashSlot.slot(of: key), is: 2780, "for \"\(key)\", whose tag is user:7")
    }
    expect(HashSlot.slot(of: "{é}tea"), is: 10180, "for \"{é}tea\", whose tag is é")
  }

  func testTheTagEndsAtTheFirstBraceThatCloses() {
    expect(HashSlot.slot(of: "foo{bar}{zap}"), is: 5061, "for \"foo{bar}{zap}\", whose tag is bar")
    expect(HashSlot.slot(of: "foo{bar}zap}"), is: 5061, "for \"foo{bar}zap}\", whose tag is bar")
  }

  func testTheTagBeginsAtTheFirstBraceThatOpens() {
    expect(HashSlot.slot(of: "foo{{bar}}zap"), is: 4015, "for \"foo{{bar}}zap\", whose tag is {bar")
  }

  func testAClosingBraceBeforeTheTagIsIgnored() {
    expect(HashSlot.slot(of: "}foo{bar}"), is: 5061, "for \"}foo{bar}\", whose tag is bar")
  }

  func testWithoutATagTheWholeKeyCounts() throws {
    let slots = ["foo{bar": 15278, "foo}{bar": 7624]
    for (key, slot) in slots.sorted(by: { $0.key < $1.key }) {
      try require(HashSlot.slot(of: key), is: slot, "for \"\(key)\", which has no tag")
    }
  }

  func testAnEmptyTagDoesNotCount() {
    expect(HashSlot.slot(of: "foo{}{bar}"), is: 8363, "for \"foo{}{bar}\"; its first pair is empty")
    expect(HashSlot.slot(of: "tea:{}"), is: 12077, "for \"tea:{}\"")
    expect(HashSlot.slot(of: "{}"), is: 15257, "for \"{}\"")
  }

  // MARK: - Redirections

  func testARedirectionIsReadFromAnError() {
    expect(
      Redirection("MOVED 3999 127.0.0.1:7001"),
      is: Redirection(kind: .moved, slot: 3999, node: "127.0.0.1:7001"),
      "read from \"MOVED 3999 127.0.0.1:7001\""
    )
    expect(
      Redirection("ASK 0 [::1]:7001"),
      is: Redirection(kind: .ask, slot: 0, node: "[::1]:7001"),
      "read from \"ASK 0 [::1]:7001\""
    )
  }

  func testOtherErrorsAreNoRedirections() throws {
    let errors = [
      "", "ERR unknown command 'GTE'", "MOVED", "MOVED 3999", "MOVED 3999 ", "MOVED tea a:7001",
      "MOVED 16384 a:7001", "MOVED -1 a:7001", "MOVED  3999 a:7001", "ASKING 3999 a:7001",
      "moved 3999 a:7001", "MOVED 3999 a:7001 now", "CLUSTERDOWN Hash slot not served",
    ]
    for error in errors {
      try require(Redirection(error), is: nil, "read from \"\(error)\"")
    }
  }

  // MARK: - Slot map

  func testAMapKnowsTheNodeOfAKey() {
    var map = SlotMap()
    expect(map.node(of: "foo"), is: nil, "in an empty map")
    map.assign(0...8191, to: "a:7000")
    expect(map.node(of: "foo"), is: nil, "with a node for 0 to 8191, and foo in slot 12182")
    map.assign(8192...16383, to: "b:7001")
    expect(map.node(of: "foo"), is: "b:7001", "with a node for 8192 to 16383")
    expect(map.node(of: "bar"), is: "a:7000", "for slot 5061, and a node for 0 to 8191")
    expect(map.node(of: "x{bar}"), is: "a:7000", "for a key with the tag bar")
    map.assign(5061...5061, to: "c:7002")
    expect(map.node(of: "bar"), is: "c:7002", "after slot 5061 was given to another node")
    expect(map.node(of: "hello"), is: "a:7000", "for slot 866, after 5061 was given away")
  }

  func testAMoveIsRememberedForItsSlotAlone() throws {
    var map = SlotMap()
    map.assign(0...16383, to: "a:7000")
    let moved = Redirection(kind: .moved, slot: 12182, node: "b:7001")
    expect(map.follow(moved), is: "b:7001", "where to ask after MOVED")
    expect(map.node(of: "foo"), is: "b:7001", "for slot 12182, after it has moved")
    let keys = [12181: "{26939}", 12183: "{3645}", 0: "{3560}", 16383: "{39296}"]
    for (slot, key) in keys.sorted(by: { $0.key < $1.key }) {
      let situation = "for slot \(slot), after 12182 has moved"
      try require(map.node(of: key), is: "a:7000", situation)
    }
  }

  func testAskingOnceChangesNothing() {
    var map = SlotMap()
    map.assign(0...16383, to: "a:7000")
    let ask = Redirection(kind: .ask, slot: 12182, node: "b:7001")
    expect(map.follow(ask), is: "b:7001", "where to ask after ASK")
    expect(map.node(of: "foo"), is: "a:7000", "for slot 12182, after ASK")
  }

  func testMapsAreIndependentOfTheirCopies() {
    var map = SlotMap()
    map.assign(0...16383, to: "a:7000")
    let copy = map
    _ = map.follow(Redirection(kind: .moved, slot: 12182, node: "b:7001"))
    expect(copy.node(of: "foo"), is: "a:7000", "in a copy made before the move")
  }

  func testKeysShareASlotOrDoNot() {
    expect(SlotMap.sharedSlot(of: ["{user:7}:cart", "{user:7}:orders"]), is: 2780)
    expect(SlotMap.sharedSlot(of: ["foo"]), is: 12182, "of one key")
    expect(SlotMap.sharedSlot(of: ["foo", "bar"]), is: nil, "of keys in 12182 and 5061")
    expect(SlotMap.sharedSlot(of: []), is: nil, "of no keys")
  }

  func testALookUpDoesNotGoThroughTheSlots() throws {
    var map = SlotMap()
    // Every slot is a range of its own, as in a cluster that has moved slots for years.
    for slot in 0..<HashSlot.count { map.assign(slot...slot, to: "node \(slot % 2)") }
    let slot = HashSlot.slot(of: "foo")
    // A search through ranges or slots runs into the time limit.
    for _ in 0..<200_000 {
      try require(map.node(of: "foo"), is: "node \(slot % 2)")
    }
  }
}

extension HashSlotsTests {
  /// The division as one does it on paper: bit by bit, with 16 zeroes after the message.
  private static func longDivision(_ bytes: [UInt8]) -> UInt16 {
    let bits = (bytes + [0, 0]).flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
    return bits.reduce(0) { register, bit in
      let shifted = register << 1 | UInt16(bit)
      return register & 0x8000 == 0 ? shifted : shifted ^ 0x1021
    }
  }

  private static func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
