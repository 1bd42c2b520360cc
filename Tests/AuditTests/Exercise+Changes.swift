import Curriculum

extension Exercise {
  /// The exercise with something in it changed.
  func with(
    name: String? = nil,
    id: String? = nil,
    hints: Hints? = nil,
    demo: DemoChoice? = nil
  ) -> Exercise {
    Exercise(
      id ?? self.id,
      name: name ?? self.name,
      week: week,
      kind: kind,
      title: title,
      summary: summary,
      hints: hints ?? self.hints,
      demo: demo ?? self.demo
    )
  }
}
