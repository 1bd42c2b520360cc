import Drawing
import Lab
import Week1

/// The recency list of an LRU cache after every step.
public enum LRUDemo: DemoScript {
  public static let id = "lru"

  public static func perform(on stage: Stage) async throws {
    stage.title("Least recently used")
    stage.say(
      """
      A cache with room for four pages. Reading a page or storing it moves it to the front of the \
      list; when there is no room, the page at the end goes. A page that is not there is fetched \
      and stored.
      """
    )
    var history = CacheHistory()
    for page in ["home", "news", "shop", "help", "home", "blog", "shop"] { history.visit(page) }
    history.store("help")
    for page in ["home", "news", "cart"] { history.visit(page) }
    try await stage.picture("lru", rowByRow: history.chart, pausing: .seconds(1))
    stage.say(
      """
      \(history.count.hits) of \(history.count.accesses) visits were hits, and \(history.evictions) \
      pages had to go. \(history.lastWords)
      """
    )
  }
}

/// The steps of the demo, with the recency list after each.
private struct CacheHistory {
  private var cache = LRUCache<String, String>(capacity: 4)
  private(set) var count = HitCount()
  private(set) var evictions = 0
  private(set) var chart = ChainChart(
    title: "An LRU cache with room for four",
    order: "most recently used first",
    rows: []
  )

  /// About the page that was stored first.
  var lastWords: String {
    cache.contains("home")
      ? """
      home came in first and is still there: what counts is not when an entry came in but when it \
      was used last. What each step costs does not depend on how many entries there are.
      """
      : "home was used two visits ago and is not there: that is not least recently used."
  }

  /// Reads a page, and stores it if it is not there.
  mutating func visit(_ page: String) {
    let isHit = cache.value(for: page) != nil
    count.record(hit: isHit)
    let evicted = isHit ? nil : cache.insert("<\(page)>", for: page)
    let note = isHit ? "hit" : evicted.map { "miss, \($0) goes" } ?? "miss"
    add("visit \(page)", page, isHit ? .hit : .fresh, evicted, note)
  }

  /// Gives a page a new content.
  mutating func store(_ page: String) {
    let isKnown = cache.contains(page)
    let evicted = cache.insert("<new \(page)>", for: page)
    let note = isKnown ? "a new value is a use, too" : "a new entry"
    add("store \(page)", page, isKnown ? .hit : .fresh, evicted, note)
  }

  private mutating func add(
    _ caption: String,
    _ page: String,
    _ role: ChainChart.Role,
    _ evicted: String?,
    _ note: String
  ) {
    if evicted != nil { evictions += 1 }
    let boxes = cache.keys.map { ChainChart.Box($0, $0 == page ? role : .normal) }
    let gone = evicted.map { [ChainChart.Box($0, .victim)] } ?? []
    chart.rows.append(.init(caption, boxes + gone, note: note))
  }
}
