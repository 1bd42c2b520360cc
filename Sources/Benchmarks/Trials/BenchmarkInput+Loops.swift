/// The loops that are timed: only the operation, and the sum that proves it was done.
///
/// The compiler specializes each for each subject, as in a program that uses one cache.
extension BenchmarkInput.Lane {
  /// What a loop has read.
  ///
  /// The compiler may leave out a loop whose results nobody uses.
  struct Seen: Sendable {
    var sum = 0
    var hits = 0
  }

  /// The requests before the timed ones.
  var before: Range<Int> { 0..<warmup }

  var timed: Range<Int> { warmup..<reads.count }

  func run(
    _ operation: BenchmarkSetting.Operation,
    _ range: Range<Int>,
    on subject: inout some Subject<Key>
  ) -> Seen {
    switch operation {
    case .get: get(range, &subject)
    case .put: put(range, &subject)
    case .mixed: mix(range, &subject)
    case .churn: churn(range, &subject)
    }
  }

  @inline(never)
  private func get(_ range: Range<Int>, _ subject: inout some Subject<Key>) -> Seen {
    var seen = Seen()
    for key in reads[range] {
      guard let value = subject.value(for: key) else { continue }
      seen.sum &+= value
      seen.hits += 1
    }
    return seen
  }

  @inline(never)
  private func put(_ range: Range<Int>, _ subject: inout some Subject<Key>) -> Seen {
    for entry in puts[range] { subject.insert(entry.value, for: entry.key) }
    return Seen()
  }

  @inline(never)
  private func mix(_ range: Range<Int>, _ subject: inout some Subject<Key>) -> Seen {
    var seen = Seen()
    for request in requests[range] {
      if request.isPut {
        subject.insert(request.value, for: request.key)
      } else if let value = subject.value(for: request.key) {
        seen.sum &+= value
        seen.hits += 1
      } else {
        subject.insert(request.value, for: request.key)
        seen.sum &+= request.value
      }
    }
    return seen
  }

  @inline(never)
  private func churn(_ range: Range<Int>, _ subject: inout some Subject<Key>) -> Seen {
    for arrival in arrivals[range] {
      subject.makeRoom(forgetting: arrival.leaving)
      subject.insert(arrival.value, for: arrival.key)
    }
    return Seen()
  }
}

extension BenchmarkInput {
  /// Puts every resident into the subject.
  @inline(never)
  func fill(_ subject: inout some Subject<Key>) {
    for entry in residents { subject.insert(entry.value, for: entry.key) }
  }

  /// A number that is the same for every subject that does what `operation` promises.
  ///
  /// - Parameter seen: What the threads saw while they were timed.
  func checksum(
    after operation: BenchmarkSetting.Operation,
    _ seen: [Lane.Seen],
    on subject: inout some Subject<Key>
  ) -> Int {
    switch operation {
    // Values that were read and values that were loaded are the same.
    case .get, .mixed: return seen.reduce(0) { $0 &+ $1.sum }
    case .put:
      var sum = 0
      for entry in residents { sum &+= subject.value(for: entry.key) ?? 0 }
      return sum
    // How many keys are there with the right value. Which of them is up to the policy.
    case .churn:
      let arrivals = lanes.flatMap(\.arrivals).map { Entry(key: $0.key, value: $0.value) }
      return (residents + arrivals).count { subject.value(for: $0.key) == $0.value }
    }
  }
}
