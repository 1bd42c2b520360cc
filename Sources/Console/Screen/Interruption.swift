import Foundation
import Synchronization

/// What must be put right before the program ends, however it ends.
///
/// A terminal left without echo is the worst thing that a program can leave behind.
public enum Interruption {
  /// What ``Interruption/beforeEnd(_:)`` gives out, to take the promise back.
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

  /// Lets broken pipes be errors of writing, and ends the program in order on SIGINT, SIGTERM and
  /// SIGHUP.
  ///
  /// Must come before anything else opens a file: see `System.openStandardDescriptors()`.
  public static func prepare() {
    System.openStandardDescriptors()
    System.ignore(System.brokenPipe)
    let isFirst = state.withLock { state in
      defer { state.isListening = true }
      return !state.isListening
    }
    guard isFirst else { return }
    System.forward([System.interrupt, System.terminate, System.hangUp, System.continued])
    Thread.detachNewThread {
      while let number = System.nextSignal() {
        if number == System.continued {
          for action in state.withLock({ Array($0.resumed.values) }) { action() }
        } else {
          runActions()
          System.end(bySignal: number)
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

  /// The action of `ticket` is not needed any more.
  public static func forget(_ ticket: Ticket) {
    state.withLock { state in
      state.actions[ticket.number] = nil
      state.resumed[ticket.number] = nil
    }
  }

  /// Runs what is still promised, the latest first.
  private static func runActions() {
    let actions = state.withLock { state in
      defer { state.actions = [:] }
      return state.actions.sorted { $0.key > $1.key }.map(\.value)
    }
    for action in actions { action() }
  }
}
