import Synchronization

/// The subscriptions of a client that are under way, to be ended with it.
final class SubscriptionList: Sendable {
  private struct State {
    var running: [ObjectIdentifier: ClientSubscription] = [:]
    var isClosed = false
  }
  private let state = Mutex(State())

  /// Notes a subscription; false if the client has been closed.
  func add(_ subscription: ClientSubscription) -> Bool {
    state.withLock { state in
      if state.isClosed { return false }
      state.running[ObjectIdentifier(subscription)] = subscription
      return true
    }
  }

  func remove(_ subscription: ClientSubscription) {
    state.withLock { $0.running[ObjectIdentifier(subscription)] = nil }
  }

  func close() {
    let running = state.withLock { state in
      state.isClosed = true
      defer { state.running = [:] }
      return state.running.values
    }
    for subscription in running { subscription.end(nil) }
  }
}
