import Curriculum

extension Exercise {
  /// The file with the exercise's words, relative to the course's folder.
  var curriculumPath: String { "\(Course.path)/Week\(week)/\(name).swift" }
}

extension Course {
  /// The module that says what the course consists of.
  static let path = "Sources/Curriculum"
}
