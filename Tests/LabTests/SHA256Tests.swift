import Lab
import XCTest

final class SHA256Tests: XCTestCase {
  func testThePublishedVectorsHold() {
    let cases: [(String, [UInt8], String)] = [
      ("nothing", [], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (
        "abc", Array("abc".utf8),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      ),
      (
        "448 bits", Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "896 bits",
        Array(
          "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn".utf8
        )
          + Array("hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu".utf8),
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
      ("bd", [0xbd], "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"),
      (
        "c98c8e55", [0xc9, 0x8c, 0x8e, 0x55],
        "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"
      ),
      (
        "55 zeros", Array(repeating: 0, count: 55),
        "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"
      ),
      (
        "56 zeros", Array(repeating: 0, count: 56),
        "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"
      ),
      (
        "57 zeros", Array(repeating: 0, count: 57),
        "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"
      ),
      (
        "64 zeros", Array(repeating: 0, count: 64),
        "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"
      ),
      (
        "1000 zeros", Array(repeating: 0, count: 1000),
        "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"
      ),
      (
        "1000 A", Array(repeating: 0x41, count: 1000),
        "c2e686823489ced2017f6059b8b239318b6364f6dcd835d0a519105a1eadd6e4"
      ),
      (
        "a million a", Array(repeating: 0x61, count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ]
    for (name, bytes, digest) in cases { XCTAssertEqual(SHA256.hash(bytes).hex, digest, name) }
  }

  func testTextIsHashedAsUTF8() {
    let digest = "7ad6bb61bf4aa069efb896ef06f6707eb6097db6b24432798f46adb6ab8ad043"
    XCTAssertEqual(SHA256.hash("café 🍰").hex, digest)
    XCTAssertEqual(SHA256.hash("« café 🍰 »".dropFirst(2).dropLast(2)).hex, digest)
  }

  /// The hash of the hashes of 201 messages, as Python's hashlib computes it.
  func testEveryLengthUpToThreeBlocksIsPaddedRight() {
    var all = SHA256()
    for length in 0...200 {
      all.update(SHA256.hash((0..<length).lazy.map { UInt8($0) }))
    }
    XCTAssertEqual(
      all.finish().hex,
      "64ef7c229fce2408b5336b6a542fea0e078c3a87d2da85cb3fc52e2008b65021"
    )
  }

  func testHowBytesAreDividedMakesNoDifference() {
    let message = (0..<200).map { UInt8($0) }
    let whole = SHA256.hash(message)
    for cut in 0...200 {
      var hash = SHA256()
      hash.update(message[..<cut])
      message[cut...].withUnsafeBytes { hash.update($0) }
      XCTAssertEqual(hash.finish(), whole, "cut at \(cut)")
    }
    var byByte = SHA256()
    for byte in message { byByte.update(CollectionOfOne(byte)) }
    XCTAssertEqual(byByte.finish(), whole)
  }

  func testASequenceWithoutContiguousStorageIsHashedOnce() {
    var hash = SHA256()
    hash.update(sequence(first: UInt8(0)) { $0 < 199 ? $0 + 1 : nil })
    XCTAssertEqual(hash.finish(), SHA256.hash((0..<200).map { UInt8($0) }))
  }

  func testFinishingLeavesTheHashReadyForMore() {
    var hash = SHA256()
    hash.update("ab")
    XCTAssertEqual(hash.finish(), SHA256.hash("ab"))
    XCTAssertEqual(hash.finish(), SHA256.hash("ab"))
    hash.update("c")
    XCTAssertEqual(hash.finish(), SHA256.hash("abc"))
    XCTAssertEqual(hash.finish().count, SHA256.byteCount)
  }
}
