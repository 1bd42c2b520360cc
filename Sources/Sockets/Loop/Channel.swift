/// Something with a descriptor that an ``EventLoop`` watches; see ``Connection``.
public class Channel {
  /// The loop that serves it.
  public let loop: EventLoop
  let descriptor: Int32
  /// The descriptor, and above it a number that no other channel of the loop has had.
  fileprivate(set) var number: UInt64 = 0
  fileprivate(set) var interest: Interest = []

  init(loop: EventLoop, descriptor: Int32) {
    self.loop = loop
    self.descriptor = descriptor
  }

  /// The descriptor is ready for some of what it waits for, or in trouble.
  func ready(_ ready: Interest) {}

  /// The loop is being stopped.
  func loopStopped() {}

  /// Waits for something else from now on.
  func wait(for wanted: Interest) {
    guard wanted != interest else { return }
    loop.poller.change(descriptor, from: interest, to: wanted, number: number)
    interest = wanted
  }
}

extension EventLoop {
  func add(_ channel: Channel, _ interest: Interest) throws(SocketError) {
    place(channel)
    do {
      try poller.add(channel.descriptor, interest, number: channel.number)
    } catch {
      channels[Int(channel.descriptor)] = nil
      throw error
    }
    channel.interest = interest
  }

  /// Hands the descriptor of `old` over to `new`.
  func replace(_ old: Channel, with new: Channel, _ interest: Interest) {
    place(new)
    poller.change(new.descriptor, from: old.interest, to: interest, number: new.number)
    new.interest = interest
  }

  /// Closes the descriptor of `channel` and forgets it.
  func remove(_ channel: Channel) {
    channels[Int(channel.descriptor)] = nil
    SystemCalls.close(channel.descriptor)
  }

  /// The channel of this number, unless it is gone.
  func channel(_ number: UInt64) -> Channel? {
    let index = Int(truncatingIfNeeded: number & 0xFFFF_FFFF)
    guard index < channels.count, let channel = channels[index], channel.number == number else {
      return nil
    }
    return channel
  }

  private func place(_ channel: Channel) {
    let index = Int(channel.descriptor)
    while channels.count <= index { channels.append(nil) }
    generation += 1
    channel.number = generation << 32 | UInt64(index)
    channels[index] = channel
  }
}
