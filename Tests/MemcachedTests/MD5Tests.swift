import Lab
import Memcached
import XCTest

final class MD5Tests: XCTestCase {
  func testThePublishedVectorsHold() {
    let cases = [
      ("", "d41d8cd98f00b204e9800998ecf8427e"),
      ("a", "0cc175b9c0f1b6a831c399e269772661"),
      ("abc", "900150983cd24fb0d6963f7d28e17f72"),
      ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
      ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
      (
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "d174ab98d277d9f5a5611c2c9f419d9f"
      ),
      (
        String(repeating: "1234567890", count: 8),
        "57edf4a22be3c955ac49da2e2107b67a"
      ),
    ]
    for (text, digest) in cases { XCTAssertEqual(MD5.hash(text).hex, digest, text) }
  }

  func testLengthsAroundABlockAreFilledUpRightly() {
    // The MD5 of the hashes of 0 to 130 letters in a row, as `md5sum` gives it.
    let all = (0...130).map { MD5.hash(String(repeating: "x", count: $0)).hex }.joined()
    XCTAssertEqual(MD5.hash(all).hex, "861e4a9e76c88ae6267e22fd76384596")
  }
}
