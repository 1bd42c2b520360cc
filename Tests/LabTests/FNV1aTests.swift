import Lab
import XCTest

final class FNV1aTests: XCTestCase {
  func testThePublishedVectorsHold() {
    let cases: [(String, UInt64)] = [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("b", 0xaf63_df4c_8601_f1a5),
      ("c", 0xaf63_de4c_8601_eff2), ("fo", 0x0898_5907_b541_d342),
      ("foo", 0xdcb2_7518_fed9_d577), ("foob", 0xdd12_0e79_0c25_12af),
      ("fooba", 0xcac1_65af_a2fe_f40a), ("foobar", 0x8594_4171_f739_67e8),
      ("chongo was here!\n", 0x4681_0940_eff5_f915), ("\0", 0xaf63_bd4c_8601_b7df),
      ("café", 0x48e8_823a_cfa4_0d89),
    ]
    for (text, value) in cases {
      XCTAssertEqual(FNV1a.hash(text), value, text)
      XCTAssertEqual(FNV1a.hash(Array(text.utf8)), value, text)
    }
    XCTAssertEqual(FNV1a.hash("user:42").hex, "6c151ea4dcd221c2", "the documentation says so")
  }

  func testHowBytesAreDividedMakesNoDifference() {
    var hash = FNV1a()
    hash.update("foo")
    XCTAssertEqual(hash.value, FNV1a.hash("foo"))
    hash.update([UInt8]())
    hash.update("foobar".dropFirst(3))
    XCTAssertEqual(hash.value, FNV1a.hash("foobar"))
  }

  func testMixedValuesSpreadSimilarKeysOverTheWholeRange() {
    var quarters = Array(repeating: 0, count: 4)
    for n in 0..<1000 {
      var hash = FNV1a()
      hash.update("node-\(n % 10)#\(n / 10)")
      XCTAssertEqual(hash.mixed, SplitMix64.mix(hash.value))
      quarters[Int(hash.mixed >> 62)] += 1
    }
    for count in quarters { XCTAssertEqual(Double(count), 250, accuracy: 60) }
  }
}
