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
struct Poller: ~Copyable {
  private let descriptor: Int32
  /// A socket that became ready is reported by the number it was added with.
  typealias Report = (_ number: UInt64, _ ready: Interest) -> Void
  /// The number that stands for a wake-up.
  static let wakeUpNumber = UInt64.max

  let waker: Waker

  /// How many sockets one call reports; the rest come with the next call.
  private static let batch = 512

  #if !canImport(Darwin)
    private let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: Self.batch)

    init() throws(SocketError) {
      descriptor = epoll_create1(Int32(EPOLL_CLOEXEC.rawValue))
      guard descriptor >= 0 else { throw .system(call: "epoll_create1", code: errno) }
      let signal = eventfd(0, Int32(EFD_NONBLOCK.rawValue) | Int32(EFD_CLOEXEC.rawValue))
      waker = Waker(descriptor: signal)
      guard signal >= 0 else { throw .system(call: "eventfd", code: errno) }
      try control(EPOLL_CTL_ADD, signal, .reading, Self.wakeUpNumber)
    }

    deinit {
      System.close(descriptor)
      System.close(waker.descriptor)
      events.deallocate()
    }

    func add(_ socket: Int32, _ interest: Interest, number: UInt64) throws(SocketError) {
      try control(EPOLL_CTL_ADD, socket, interest, number)
    }

    func change(_ socket: Int32, from old: Interest, to interest: Interest, number: UInt64) {
      // A socket that was added can be changed; there is nobody to tell if it cannot.
      try? control(EPOLL_CTL_MOD, socket, interest, number)
    }

    private func control(
      _ operation: Int32, _ socket: Int32, _ interest: Interest, _ number: UInt64
    ) throws(SocketError) {
      var event = epoll_event()
      event.events =
        (interest.contains(.reading) ? EPOLLIN.rawValue : 0)
        | (interest.contains(.writing) ? EPOLLOUT.rawValue : 0)
      event.data.u64 = number
      guard epoll_ctl(descriptor, operation, socket, &event) == 0 else {
        throw .system(call: "epoll_ctl", code: errno)
      }
    }

    /// Waits until a socket is ready or the nanoseconds have passed; `nil` waits without end.
    func wait(nanoseconds: Int?, _ report: Report) {
      // Rounded up: to wake a little early would mean to wake many times.
      let timeout = nanoseconds.map { Int32(clamping: ($0 + 999_999) / 1_000_000) } ?? -1
      let count = epoll_wait(descriptor, events.baseAddress, Int32(Self.batch), timeout)
      for index in 0..<max(0, Int(count)) {
        let event = events[index]
        let number = event.data.u64
        if number == Self.wakeUpNumber {
          var signals: UInt64 = 0
          _ = read(waker.descriptor, &signals, 8)
        }
        var ready: Interest = []
        if event.events & EPOLLIN.rawValue != 0 { ready.insert(.reading) }
        if event.events & EPOLLOUT.rawValue != 0 { ready.insert(.writing) }
        if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { ready.insert(.trouble) }
        report(number, ready)
      }
    }
  #else
    private let events = UnsafeMutableBufferPointer<kevent>.allocate(capacity: Self.batch)

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
      System.close(descriptor)
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
      _ socket: Int32, from old: Interest, to interest: Interest, _ number: UInt64
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
        tv_sec: (nanoseconds ?? 0) / 1_000_000_000, tv_nsec: (nanoseconds ?? 0) % 1_000_000_000)
      let count = withUnsafePointer(to: &timeout) {
        kevent(
          descriptor, nil, 0, events.baseAddress, Int32(Self.batch), nanoseconds == nil ? nil : $0)
      }
      for index in 0..<max(0, Int(count)) {
        let event = events[index]
        if event.filter == Int16(EVFILT_USER) {
          report(Self.wakeUpNumber, .reading)
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
      var one: UInt64 = 1
      _ = write(descriptor, &one, 8)
    #endif
  }
}
