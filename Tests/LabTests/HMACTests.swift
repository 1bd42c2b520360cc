import Lab
import XCTest

final class HMACTests: XCTestCase {
  private struct Vector {
    let key: [UInt8]
    let message: [UInt8]
    let seal: String
  }

  /// RFC 4231, section 4; the fifth gives only the first 128 bits.
  private let vectors = [
    Vector(
      key: Array(repeating: 0x0b, count: 20),
      message: Array("Hi There".utf8),
      seal: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    Vector(
      key: Array("Jefe".utf8),
      message: Array("what do ya want for nothing?".utf8),
      seal: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    Vector(
      key: Array(repeating: 0xaa, count: 20),
      message: Array(repeating: 0xdd, count: 50),
      seal: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    Vector(
      key: Array(1...25),
      message: Array(repeating: 0xcd, count: 50),
      seal: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    Vector(
      key: Array(repeating: 0x0c, count: 20),
      message: Array("Test With Truncation".utf8),
      seal: "a3b6167473100ee06e0c796c2955552b"
    ),
    Vector(
      key: Array(repeating: 0xaa, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      seal: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    Vector(
      key: Array(repeating: 0xaa, count: 131),
      message: Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8
      ),
      seal: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  func testThePublishedVectorsHold() {
    for (number, vector) in vectors.enumerated() {
      let seal = HMAC.seal(vector.message, key: vector.key)
      XCTAssertEqual(seal.count, 32)
      XCTAssertEqual(
        seal.prefix(vector.seal.count / 2).hex,
        vector.seal,
        "test case \(number + 1)"
      )
    }
  }

  func testAKeyOfOneBlockIsUsedAsItIs() {
    // Padding a key with zeros by hand gives the same key; hashing it would not.
    let key = Array("Jefe".utf8) + Array(repeating: 0, count: 60)
    XCTAssertEqual(HMAC.seal("what do ya want for nothing?", key: key).hex, vectors[1].seal)
    let long = key + [0]
    XCTAssertEqual(HMAC.seal("m", key: long), HMAC.seal("m", key: SHA256.hash(long)))
  }

  func testHowBytesAreDividedMakesNoDifference() {
    var hmac = HMAC(key: "Jefe".utf8)
    hmac.update("what do ya ")
    XCTAssertEqual(hmac.finish(), HMAC.seal("what do ya ", key: "Jefe".utf8))
    hmac.update(Array("want for nothing?".utf8))
    XCTAssertEqual(hmac.finish().hex, vectors[1].seal)
  }
}
