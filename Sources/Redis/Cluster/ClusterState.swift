/// What all nodes of a fake cluster know: who has which slot, who is a replica of whom, who is away.
///
/// In a real cluster this travels from node to node; here everybody knows it at once.
final class ClusterState {
  private(set) var nodes: [ClusterNode] = []
  /// By slot: the number of the node that has it, or nil.
  private(set) var owners = [Int?](repeating: nil, count: ClusterMap.slotCount)
  /// By node: how many slots it has.
  private var slotCounts: [Int] = []
  private(set) var epoch = 0
  /// How long a node may be silent before the others give it up, in milliseconds.
  let nodeTimeout: Int
  private let clock: @Sendable () -> Int

  /// How long after a primary was given up the vote for its replica takes, in milliseconds.
  static let electionTime = 500

  init(nodeTimeout: Int, clock: @escaping @Sendable () -> Int) {
    self.nodeTimeout = nodeTimeout
    self.clock = clock
  }

  var now: Int { clock() }

  func add(_ node: ClusterNode) {
    nodes.append(node)
    slotCounts.append(0)
  }

  func nextEpoch() -> Int {
    epoch += 1
    return epoch
  }

  func give(_ slots: some Sequence<Int>, to node: Int?) {
    for slot in slots {
      if let owner = owners[slot] { slotCounts[owner] -= 1 }
      if let node { slotCounts[node] += 1 }
      owners[slot] = node
    }
  }

  func node(named id: RedisBytes) -> ClusterNode? { nodes.first { $0.id == id.string } }

  func replicas(of node: ClusterNode) -> [ClusterNode] {
    nodes.filter { $0.primary == node.index }
  }

  func slots(of node: ClusterNode) -> [Int] {
    owners.indices.filter { owners[$0] == node.index }
  }

  func hasSlots(_ node: ClusterNode) -> Bool { slotCounts[node.index] > 0 }

  /// The nodes that have slots, which makes them voters.
  private var voters: [ClusterNode] { nodes.filter(hasSlots) }

  /// How many nodes have slots.
  var size: Int { voters.count }

  /// Whether more than half of the nodes with slots can still talk to each other.
  var hasMajority: Bool {
    let voters = voters
    return voters.count { !$0.isSuspected } >= voters.count / 2 + 1
  }

  /// Whether keys are served: every slot has a node, and every one of those is there.
  var isHealthy: Bool {
    slotCounts.reduce(0, +) == ClusterMap.slotCount && voters.allSatisfy { !$0.isSuspected }
  }
}

/// What happens as time goes by.
extension ClusterState {
  private enum Event {
    case arrival(ClusterNode)
    case suspicion(ClusterNode)
    case promotion(ClusterNode)
  }

  /// Brings everything about up to what it is now.
  func advance() {
    while let event = nextEvent() {
      switch event {
      case .arrival(let replica): replica.applyNext()
      case .suspicion(let node): node.isSuspected = true
      case .promotion(let replica): promote(replica)
      }
    }
    for node in nodes { node.lookAfterWaits() }
  }

  /// What is due first, if anything is due.
  private func nextEvent() -> Event? {
    var first: (time: Int, event: Event)?
    func consider(_ time: Int, _ event: Event) {
      if time <= now && time < first?.time ?? .max { first = (time, event) }
    }
    for node in nodes {
      if let arrival = node.nextArrival { consider(arrival, .arrival(node)) }
      guard let outage = node.downSince else { continue }
      let suspicion = outage + nodeTimeout
      if !node.isSuspected {
        consider(suspicion, .suspicion(node))
      } else if node.isPrimary, hasMajority, let heir = heir(of: node) {
        consider(suspicion + Self.electionTime, .promotion(heir))
      }
    }
    return first?.event
  }

  /// The replica that would take a primary's place: the one that has most of what was written.
  private func heir(of node: ClusterNode) -> ClusterNode? {
    guard hasSlots(node) else { return nil }
    return replicas(of: node).filter { !$0.isDown }.max { $0.offset < $1.offset }
  }

  /// Notes which nodes have gone or come back since it was last called.
  func noteOutages() {
    for node in nodes where node.isDown != (node.downSince != nil) {
      node.isDown ? leave(node) : rejoin(node)
    }
  }

  private func leave(_ node: ClusterNode) {
    node.downSince = now
    node.dropArrivals()
    // What the node has sent and nobody has received yet is lost with the connection.
    for replica in replicas(of: node) { replica.dropArrivals() }
  }

  private func rejoin(_ node: ClusterNode) {
    node.downSince = nil
    node.isSuspected = false
    let group = [node] + replicas(of: node)
    for node in group { resynchronize(node) }
  }

  /// Has a replica fetch all that its primary holds.
  func resynchronize(_ node: ClusterNode) {
    guard let index = node.primary else { return }
    let primary = nodes[index]
    if node.isDown || primary.isDown { return }
    node.dropArrivals()
    primary.sendEverything(to: node)
  }

  /// Makes a replica the primary of its group, with all the slots.
  func promote(_ replica: ClusterNode) {
    guard let index = replica.primary else { return }
    let old = nodes[index]
    give(slots(of: old), to: replica.index)
    replica.becomePrimary(epoch: nextEpoch())
    for node in replicas(of: old) { node.follow(replica) }
    old.follow(replica)
  }
}
