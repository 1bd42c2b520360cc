import Foundation
import Synchronization

/// Runs what must be cleaned up before a signal ends the program.
///
/// A terminal left without echo is the worst thing that a program can leave behind.
public enum SignalHandler {
  /// Identifies an action, so that it can be removed again.
  public struct Ticket: Sendable, Hashable {
    let number: Int
  }

  private struct State {
    var next = 0
    var actions: [Int: @Sendable () -> Void] = [:]
    var resumed: [Int: @Sendable () -> Void] = [:]
    var isListening = false
  }

  private static let state = Mutex(State())

  /// Turns broken pipes into errors of writing, and cleans up on SIGINT, SIGTERM and SIGHUP.
  ///
  /// Call it before anything opens a file: see `POSIX.openStandardDescriptors()`.
  public static func install() {
    POSIX.openStandardDescriptors()
    POSIX.ignore(POSIX.brokenPipe)
    let isFirst = state.withLock { state in
      defer { state.isListening = true }
      return !state.isListening
    }
    guard isFirst else { return }
    POSIX.forward([POSIX.interrupt, POSIX.terminate, POSIX.hangUp, POSIX.continued])
    Thread.detachNewThread {
      while let number = POSIX.nextSignal() {
        if number == POSIX.continued {
          for action in state.withLock({ Array($0.resumed.values) }) { action() }
        } else {
          runActions()
          POSIX.end(bySignal: number)
        }
      }
    }
  }

  /// Runs `action` when a signal ends the program.
  public static func beforeEnd(_ action: @escaping @Sendable () -> Void) -> Ticket {
    state.withLock { state in
      state.next += 1
      state.actions[state.next] = action
      return Ticket(number: state.next)
    }
  }

  /// Runs `action` when the program goes on after it was stopped with Ctrl-Z.
  static func whenResumed(_ ticket: Ticket, _ action: @escaping @Sendable () -> Void) {
    state.withLock { $0.resumed[ticket.number] = action }
  }

  /// Removes the actions of `ticket`.
  public static func remove(_ ticket: Ticket) {
    state.withLock { state in
      state.actions[ticket.number] = nil
      state.resumed[ticket.number] = nil
    }
  }

  /// Runs the actions that are left, the latest first.
  private static func runActions() {
    let actions = state.withLock { state in
      defer { state.actions = [:] }
      return state.actions.sorted { $0.key > $1.key }.map(\.value)
    }
    for action in actions { action() }
  }
}
