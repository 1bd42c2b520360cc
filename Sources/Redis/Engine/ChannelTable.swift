/// Who has subscribed to what.
struct ChannelTable {
  /// Channels or patterns with their subscribers, each in order of subscription.
  struct Names {
    private(set) var subscribers: [RedisBytes: [EngineClient]] = [:]
    /// In the order in which each got its first subscriber.
    private(set) var order: [RedisBytes] = []

    mutating func add(_ client: EngineClient, to name: RedisBytes) {
      if subscribers[name] == nil { order.append(name) }
      subscribers[name, default: []].append(client)
    }

    mutating func remove(_ client: EngineClient, from name: RedisBytes) {
      subscribers[name]?.removeAll { $0 === client }
      if subscribers[name]?.isEmpty == true {
        subscribers[name] = nil
        order.removeAll { $0 == name }
      }
    }
  }

  var channels = Names()
  var patterns = Names()
  var shardChannels = Names()
}

extension RedisEngine {
  /// Sends a message to the subscribers of a channel and returns how many got it.
  @discardableResult
  func publish(_ payload: RedisBytes, to channel: RedisBytes) -> Int {
    var receivers = 0
    for client in channels.channels.subscribers[channel] ?? [] {
      push([.bulk("message"), .bulk(channel), .bulk(payload)], to: client)
      receivers += 1
    }
    for pattern in channels.patterns.order where Glob(pattern).matches(channel) {
      for client in channels.patterns.subscribers[pattern] ?? [] {
        push([.bulk("pmessage"), .bulk(pattern), .bulk(channel), .bulk(payload)], to: client)
        receivers += 1
      }
    }
    return receivers
  }

  func publishToShard(_ payload: RedisBytes, to channel: RedisBytes) -> Int {
    let receivers = channels.shardChannels.subscribers[channel] ?? []
    for client in receivers {
      push([.bulk("smessage"), .bulk(channel), .bulk(payload)], to: client)
    }
    return receivers.count
  }

  func push(_ message: [RESPValue], to client: EngineClient) {
    client.deliver(.push(message))
  }

  /// Ends every subscription of a client without a word.
  func unsubscribeFromAll(_ client: EngineClient) {
    for name in client.subscriptions.channels { channels.channels.remove(client, from: name) }
    for name in client.subscriptions.patterns { channels.patterns.remove(client, from: name) }
    for name in client.subscriptions.shardChannels {
      channels.shardChannels.remove(client, from: name)
    }
    client.subscriptions = Subscriptions()
  }
}
