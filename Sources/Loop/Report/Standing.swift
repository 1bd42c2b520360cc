import BuildKit
import Curriculum
import Grader

/// Where the learner stands with one exercise, told from marks and files alone.
enum Standing: Equatable {
  case notStarted
  /// Edited, and never checked.
  case edited
  /// Edited again after the check that left this mark.
  case editedSince(ProgressFile.Mark)
  case judged(ProgressFile.Mark)
  case fileMissing

  var isPassed: Bool {
    if case .judged(let mark) = self { mark.outcome == .passed } else { false }
  }

  /// Whether the last check passed, whatever was edited since.
  var wasPassed: Bool {
    switch self {
    case .judged(let mark), .editedSince(let mark): mark.outcome == .passed
    case .notStarted, .edited, .fileMissing: false
    }
  }

  /// In words: "fails 2 of 6" or "edited since the last check".
  var words: String {
    switch self {
    case .notStarted: Outcome.notStarted.rawValue
    case .edited: "edited, not checked yet"
    case .editedSince: "edited since the last check"
    case .judged(let mark): mark.words
    case .fileMissing: "the file is missing"
    }
  }
}

extension ProgressFile.Mark {
  var words: String {
    outcome == .fails ? "fails \(total - passed) of \(total)" : outcome.rawValue
  }
}

/// The standings of all exercises: cheap, because nothing is compiled for them.
struct Standings {
  let folder: CourseFolder
  let progress: ProgressFile
  private let stubs: Stubs

  init(folder: CourseFolder) throws(KitFailure) {
    self.folder = folder
    progress = ProgressFile(folder: folder)
    stubs = try Stubs(folder: folder)
  }

  subscript(exercise: Exercise) -> Standing {
    guard let digest = folder.answerDigest(of: exercise) else { return .fileMissing }
    let mark = progress.marks[exercise.id]
    if let mark, mark.answer == digest, mark.outcome != .notStarted { return .judged(mark) }
    if stubs.isUnedited(exercise) { return .notStarted }
    guard let mark, mark.outcome != .notStarted else { return .edited }
    return .editedSince(mark)
  }

  /// Keeps copies of the stubs, so that they can be had back without git; cheap once they are there.
  func keepStubs() throws(KitFailure) { try stubs.keepCopies(of: Course.exercises) }

  func passedCount(_ exercises: [Exercise]) -> Int { exercises.count { self[$0].isPassed } }

  /// The first exercise that is not passed, in the order of the course.
  var next: Exercise? { Course.exercises.first { !self[$0].isPassed } }

  /// The first exercise after `exercise` that is not passed, or else the first of all.
  func next(after exercise: Exercise) -> Exercise? {
    let later = Course.exercises.drop { $0.id != exercise.id }.dropFirst()
    return later.first { !self[$0].isPassed }
      ?? Course.exercises.first { $0.id != exercise.id && !self[$0].isPassed }
  }
}
