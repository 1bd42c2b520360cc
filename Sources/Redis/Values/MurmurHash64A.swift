/// Austin Appleby's MurmurHash2 with 64 bits, the one that Redis chooses a HyperLogLog register with.
func murmurHash64A(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
  let multiplier: UInt64 = 0xC6A4_A793_5BD1_E995
  var hash = seed ^ UInt64(bytes.count) &* multiplier
  var offset = 0
  while offset + 8 <= bytes.count {
    var word = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    )
    word &*= multiplier
    word ^= word >> 47
    word &*= multiplier
    hash = (hash ^ word) &* multiplier
    offset += 8
  }
  if offset < bytes.count {
    for (index, byte) in bytes[offset...].enumerated() { hash ^= UInt64(byte) << (8 * index) }
    hash &*= multiplier
  }
  hash ^= hash >> 47
  hash &*= multiplier
  return hash ^ hash >> 47
}
