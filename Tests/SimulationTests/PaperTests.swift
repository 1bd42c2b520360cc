import Lab
import Simulation
import XCTest

/// 2Q, S3-FIFO and LIRS against transcriptions into plain arrays, head first.
final class PaperTests: XCTestCase {
  private let workloads: [Workload] = [
    .zipf(exponent: 0.9, keys: 120), .loop(keys: 25), .uniform(keys: 40),
    .zipfWithScans(exponent: 1, keys: 80, scanShare: 0.3, burst: 20),
    .shifting(.init(hot: 15, keys: 100, period: 100)),
  ]

  /// Compares request by request and stops at the first difference.
  private func compare(_ policy: Policy, with paper: (Int) -> any ReplacementPolicy) {
    for workload in workloads {
      for capacity in [1, 2, 3, 4, 5, 8, 10, 11, 20, 37] {
        for seed: UInt64 in 1...3 {
          var ours = policy.make(capacity: capacity, seed: seed)
          var theirs = paper(capacity)
          let keys = Array(workload.requests(count: 600, seed: seed))
          for (step, key) in keys.enumerated() {
            let (hit, expected) = (ours.request(key), theirs.request(key))
            if hit == expected { continue }
            XCTFail(
              """
              \(policy.name), room for \(capacity), \(workload.name), seed \(seed): request \(step) \
              for \(key) should \(expected ? "hit" : "miss"), after \(keys[..<step].suffix(20))
              """
            )
            return
          }
        }
      }
    }
  }

  func testTwoQDoesWhatThePaperSays() {
    compare(.twoQ) { PaperTwoQ(slots: $0) }
  }

  func testLIRSDoesWhatThePaperSays() {
    compare(.lirs) { PaperLIRS(size: $0) }
  }

  func testS3FIFODoesWhatThePaperSays() {
    compare(.s3fifo) { PaperS3FIFO(size: $0) }
  }
}

/// Johnson and Shasha, VLDB 1994, the full version of 2Q.
private struct PaperTwoQ: ReplacementPolicy {
  let slots: Int
  var am: [Int] = []
  var a1in: [Int] = []
  var a1out: [Int] = []

  init(slots: Int) { self.slots = slots }

  mutating func request(_ x: Int, weight: Int) -> Bool {
    if let place = am.firstIndex(of: x) {
      am.insert(am.remove(at: place), at: 0)
      return true
    }
    if let place = a1out.firstIndex(of: x) {
      a1out.remove(at: place)
      reclaim()
      am.insert(x, at: 0)
      return false
    }
    if a1in.contains(x) { return true }
    reclaim()
    a1in.insert(x, at: 0)
    return false
  }

  mutating func reclaim() {
    if am.count + a1in.count < slots { return }
    if Double(a1in.count) > (0.25 * Double(slots)).rounded(.down) {
      a1out.insert(a1in.removeLast(), at: 0)
      if Double(a1out.count) > (0.5 * Double(slots)).rounded(.down) { a1out.removeLast() }
    } else {
      am.removeLast()
    }
  }
}

/// Yang et al., SOSP 2023, as the authors' own simulator plays it.
private struct PaperS3FIFO: ReplacementPolicy {
  struct Item {
    var key: Int
    var freq = 0
  }

  let size: Int
  var s: [Item] = []
  var m: [Item] = []
  var g: [Int] = []
  var hasEvicted = false

  init(size: Int) { self.size = size }

  var smallSize: Int { max(1, Int((0.1 * Double(size)).rounded(.down))) }
  var ghostSize: Int { Int((0.9 * Double(size)).rounded(.down)) }

  mutating func request(_ x: Int, weight: Int) -> Bool {
    if let place = s.firstIndex(where: { $0.key == x }) {
      s[place].freq += 1
      return true
    }
    if let place = m.firstIndex(where: { $0.key == x }) {
      m[place].freq += 1
      return true
    }
    let wasGhost = g.contains(x)
    g.removeAll { $0 == x }
    while s.count + m.count >= size {
      hasEvicted = true
      if m.count > size - smallSize || s.isEmpty { evictM() } else { evictS() }
    }
    if wasGhost || !hasEvicted && s.count >= smallSize {
      m.insert(Item(key: x), at: 0)
    } else {
      s.insert(Item(key: x), at: 0)
    }
    return false
  }

  mutating func evictS() {
    while let t = s.popLast() {
      guard t.freq >= 2 else {
        g.insert(t.key, at: 0)
        if g.count > ghostSize { g.removeLast() }
        return
      }
      m.insert(Item(key: t.key), at: 0)
    }
  }

  mutating func evictM() {
    while let t = m.popLast() {
      if t.freq == 0 { return }
      m.insert(Item(key: t.key, freq: min(t.freq, 3) - 1), at: 0)
    }
  }
}

/// Jiang and Zhang, SIGMETRICS 2002, section 3.3; the stack's top is the array's end.
private struct PaperLIRS: ReplacementPolicy {
  struct Block {
    var key: Int
    var isLIR = false
    var isResident = true
  }

  let size: Int
  var s: [Block] = []
  var q: [Int] = []
  /// Evicted keys of the stack, the first evicted first.
  var gone: [Int] = []

  init(size: Int) { self.size = size }

  var lirs: Int { s.count { $0.isLIR } }
  var mostLIRs: Int { size - max(1, size / 100) }

  mutating func request(_ x: Int, weight: Int) -> Bool {
    let isQueued = q.contains(x)
    guard let place = s.firstIndex(where: { $0.key == x }) else {
      q.removeAll { $0 == x }
      let becomesLIR = !isQueued && lirs < mostLIRs
      s.append(Block(key: x, isLIR: becomesLIR))
      if !becomesLIR { q.append(x) }
      trim()
      return isQueued
    }
    var block = s.remove(at: place)
    let hit = block.isResident
    q.removeAll { $0 == x }
    gone.removeAll { $0 == x }
    block.isLIR = true
    block.isResident = true
    s.append(block)
    prune()
    trim()
    return hit
  }

  mutating func prune() {
    while let bottom = s.first, !bottom.isLIR {
      s.removeFirst()
      gone.removeAll { $0 == bottom.key }
    }
  }

  mutating func trim() {
    while lirs > mostLIRs {
      q.append(s.removeFirst().key)
      prune()
    }
    while q.count > size - mostLIRs {
      let key = q.removeFirst()
      guard let place = s.firstIndex(where: { $0.key == key }) else { continue }
      s[place].isResident = false
      gone.append(key)
    }
    while s.count > 2 * size, !gone.isEmpty {
      let key = gone.removeFirst()
      s.removeAll { $0.key == key }
    }
  }
}
