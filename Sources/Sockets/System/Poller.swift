// Which sockets are ready: epoll on Linux, kqueue on Darwin.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a socket waits for.
struct Interest: OptionSet {
  let rawValue: UInt8
  static let reading = Interest(rawValue: 1)
  static let writing = Interest(rawValue: 2)
  /// The socket failed or was closed; reported whether one waits for it or not.
  static let trouble = Interest(rawValue: 4)
}

/// Asks the operating system which sockets are ready, level-triggered.
final class Poller {
  private let descriptor: Int32
  /// A socket that became ready is reported by the number it was added with.
  typealias Report = (_ number: UInt64, _ ready: Interest) -> Void
  /// The number that stands for a wake-up.
  static let wakeUpNumber = UInt64.max

  let waker: Waker

  /// How many sockets one call reports; the rest come with the next call.
  private static let batch = 512

  #if !canImport(Darwin)
    private let epoll: Epoll
    private let events = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Poller.batch * Epoll.eventSize,
      alignment: 8
    )
    /// The end of the waker's pipe that is watched.
    private let wakeUps: Int32

    init() throws(SocketError) {
      guard let epoll = Epoll() else { throw .system(call: "epoll_create1", code: ENOSYS) }
      self.epoll = epoll
      descriptor = epoll.create(O_CLOEXEC)
      var ends: [Int32] = [-1, -1]
      let status = pipe(&ends)
      wakeUps = ends[0]
      waker = Waker(descriptor: ends[1])
      guard descriptor >= 0, status == 0 else { throw .system(call: "epoll, pipe", code: errno) }
      for end in ends {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      }
      try control(Epoll.add, wakeUps, .reading, Poller.wakeUpNumber)
    }

    deinit {
      for open in [descriptor, wakeUps, waker.descriptor] where open >= 0 {
        SystemCalls.close(open)
      }
      events.deallocate()
    }

    func add(_ socket: Int32, _ interest: Interest, number: UInt64) throws(SocketError) {
      try control(Epoll.add, socket, interest, number)
    }

    func change(_ socket: Int32, from old: Interest, to interest: Interest, number: UInt64) {
      // A socket that was added can be changed; there is nobody to tell if it cannot.
      try? control(Epoll.modify, socket, interest, number)
    }

    private func control(
      _ operation: Int32,
      _ socket: Int32,
      _ interest: Interest,
      _ number: UInt64
    ) throws(SocketError) {
      let wanted =
        (interest.contains(.reading) ? Epoll.reading : 0)
        | (interest.contains(.writing) ? Epoll.writing : 0)
      let status = withUnsafeTemporaryAllocation(byteCount: Epoll.eventSize, alignment: 8) {
        event in
        event.storeBytes(of: wanted, as: UInt32.self)
        event.storeBytes(of: number, toByteOffset: Epoll.numberOffset, as: UInt64.self)
        return epoll.control(descriptor, operation, socket, event.baseAddress)
      }
      guard status == 0 else { throw .system(call: "epoll_ctl", code: errno) }
    }

    /// Waits until a socket is ready or the nanoseconds have passed; `nil` waits without end.
    func wait(nanoseconds: Int?, _ report: Report) {
      // Rounded up: to wake a little early would mean to wake many times.
      let timeout =
        nanoseconds.map { Int32(clamping: $0 / 1_000_000 + ($0 % 1_000_000 > 0 ? 1 : 0)) } ?? -1
      let count = epoll.wait(descriptor, events.baseAddress, Int32(Poller.batch), timeout)
      for index in 0..<max(0, Int(count)) {
        let start = index * Epoll.eventSize
        let number = events.loadUnaligned(
          fromByteOffset: start + Epoll.numberOffset,
          as: UInt64.self
        )
        let flags = events.loadUnaligned(fromByteOffset: start, as: UInt32.self)
        if number == Poller.wakeUpNumber {
          _ = withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) {
            read(wakeUps, $0.baseAddress, $0.count)
          }
          continue
        }
        var ready: Interest = []
        if flags & Epoll.reading != 0 { ready.insert(.reading) }
        if flags & Epoll.writing != 0 { ready.insert(.writing) }
        if flags & ~(Epoll.reading | Epoll.writing) != 0 { ready.insert(.trouble) }
        report(number, ready)
      }
    }
  #else
    private let events = UnsafeMutableBufferPointer<kevent>.allocate(capacity: Poller.batch)

    init() throws(SocketError) {
      descriptor = kqueue()
      waker = Waker(descriptor: descriptor)
      guard descriptor >= 0 else { throw .system(call: "kqueue", code: errno) }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      var event = kevent()
      event.filter = Int16(EVFILT_USER)
      event.flags = UInt16(EV_ADD | EV_CLEAR)
      guard kevent(descriptor, &event, 1, nil, 0, nil) == 0 else {
        throw .system(call: "kevent", code: errno)
      }
    }

    deinit {
      SystemCalls.close(descriptor)
      events.deallocate()
    }

    func add(_ socket: Int32, _ interest: Interest, number: UInt64) throws(SocketError) {
      try apply(socket, from: [], to: interest, number)
    }

    func change(_ socket: Int32, from old: Interest, to interest: Interest, number: UInt64) {
      // A socket that was added can be changed; there is nobody to tell if it cannot.
      try? apply(socket, from: old, to: interest, number)
    }

    private func apply(
      _ socket: Int32,
      from old: Interest,
      to interest: Interest,
      _ number: UInt64
    ) throws(SocketError) {
      for (kind, filter) in [(Interest.reading, EVFILT_READ), (.writing, EVFILT_WRITE)]
      where old.contains(kind) != interest.contains(kind) {
        var event = kevent()
        event.ident = UInt(socket)
        event.filter = Int16(filter)
        event.flags = UInt16(interest.contains(kind) ? EV_ADD : EV_DELETE)
        event.udata = UnsafeMutableRawPointer(bitPattern: UInt(number))
        guard kevent(descriptor, &event, 1, nil, 0, nil) == 0 else {
          throw .system(call: "kevent", code: errno)
        }
      }
    }

    /// Waits until a socket is ready or the nanoseconds have passed; `nil` waits without end.
    func wait(nanoseconds: Int?, _ report: Report) {
      var timeout = timespec(
        tv_sec: (nanoseconds ?? 0) / 1_000_000_000,
        tv_nsec: (nanoseconds ?? 0) % 1_000_000_000
      )
      let count = withUnsafePointer(to: &timeout) {
        kevent(
          descriptor,
          nil,
          0,
          events.baseAddress,
          Int32(Poller.batch),
          nanoseconds == nil ? nil : $0
        )
      }
      for index in 0..<max(0, Int(count)) {
        let event = events[index]
        if event.filter == Int16(EVFILT_USER) {
          continue
        }
        var ready: Interest = event.filter == Int16(EVFILT_WRITE) ? .writing : .reading
        // The end of the other side's data is something to read; an error is trouble.
        if event.flags & UInt16(EV_EOF) != 0, event.fflags != 0 { ready.insert(.trouble) }
        report(UInt64(UInt(bitPattern: event.udata)), ready)
      }
    }
  #endif
}

/// Ends a poller's wait from another thread.
struct Waker: Sendable {
  fileprivate let descriptor: Int32

  func wake() {
    #if canImport(Darwin)
      var event = kevent()
      event.filter = Int16(EVFILT_USER)
      event.fflags = UInt32(NOTE_TRIGGER)
      _ = kevent(descriptor, &event, 1, nil, 0, nil)
    #else
      var anything: UInt8 = 0
      _ = write(descriptor, &anything, 1)
    #endif
  }
}
