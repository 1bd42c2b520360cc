import Lab

/// A place that may have what a read wants.
struct Place {
  let name: String
  let latency: Duration
  /// How many keys it holds: the most popular ones, since keys are numbered by popularity.
  var room: Int

  static let database = Place(name: "database", latency: .milliseconds(5), room: 990_000)
  static let cacheServer = Place(
    name: "cache server",
    latency: .microseconds(500),
    room: 800_000
  )
  static let anotherContinent = Place(
    name: "another continent",
    latency: .milliseconds(150),
    room: 1_000_000
  )

  /// From the nearest on.
  static let all = [
    Place(name: "L1 cache", latency: .nanoseconds(1), room: 500),
    Place(name: "L2 cache", latency: .nanoseconds(4), room: 4_000),
    Place(name: "L3 cache", latency: .nanoseconds(20), room: 40_000),
    Place(name: "memory", latency: .nanoseconds(100), room: 300_000),
    Place(name: "local SSD", latency: .microseconds(100), room: 600_000),
    cacheServer, database, anotherContinent,
  ]
}

/// Places one behind the other, a clock, and where the reads were answered.
final class Ladder {
  let places: [Place]
  private(set) var answers: [Int]
  private let clock = VirtualClock()

  init(_ places: [Place]) {
    self.places = places
    answers = places.map { _ in 0 }
  }

  /// Asks one place after the other for `key` and returns how long that took.
  @discardableResult
  func read(_ key: Int) -> Duration {
    let start = clock.now
    for (index, place) in places.enumerated() {
      clock.advance(by: place.latency)
      guard key < place.room else { continue }
      answers[index] += 1
      break
    }
    return start.duration(to: clock.now)
  }

  var readCount: Int { answers.reduce(0, +) }

  /// What the clock says, for each read.
  var measuredMean: Duration { LabInstant.start.duration(to: clock.now) / readCount }

  /// What a read costs that is answered at a place: all who were asked, that one included.
  func cost(of index: Int) -> Duration {
    places[...index].reduce(.zero) { $0 + $1.latency }
  }

  /// The share of reads times the cost, over all places.
  var expectedMean: Duration {
    let total = answers.indices.reduce(Duration.zero) { $0 + cost(of: $1) * answers[$1] }
    return total / readCount
  }

  /// The part of all reads, and of all waiting, that a place answered.
  func share(of index: Int) -> (reads: Double, time: Double) {
    let time = (cost(of: index) * answers[index]).seconds
    let all = LabInstant.start.duration(to: clock.now).seconds
    return (Double(answers[index]) / Double(readCount), time / all)
  }
}
