import Console
import Drawing
import Simulation

extension ProgressLine {
  /// Says what is done with the requests of a stream and how far it has come.
  func show(_ work: String, _ position: RequestStream.Position) {
    let text = "\(work): \(grouped(position.requests)) requests"
    guard let total = position.total else { return show(text) }
    show(text, done: position.done, of: total)
  }

  /// Says what is going on, behind a bar.
  func show(_ text: String, done: Int, of total: Int) {
    show("\(TextStyle.plain.bar(done, of: total, width: 24)) \(text)")
  }
}
