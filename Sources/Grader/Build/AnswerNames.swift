import BuildKit

/// The names in an answer that would change what its checks mean.
///
/// The checks import the answer's module, where a function called `expect` would be preferred to the
/// one that judges.
struct AnswerNames {
  private let file: String
  private let answer: SwiftTokens
  private let checks: SwiftTokens

  init(_ file: AnswerFile, _ checks: CheckFile) {
    self.file = file.name
    answer = SwiftTokens(file.text)
    self.checks = checks.tokens
  }

  /// The first use of a name that belongs to XCTest or to the checks.
  var reserved: Rejection? {
    let checkTypes = Set(checks.topLevelDeclarations.map(\.name))
    let token = answer.tokens.first {
      $0.text.hasPrefix("XCT") || $0.text == "CheckSupport" || $0.text == "CheckHarness"
        || checkTypes.contains(String($0.text))
    }
    return token.map {
      Rejection(
        "\(file):\($0.line): error: '\($0.text)' belongs to the checks\n"
          + "An answer cannot use or declare it; choose another name."
      )
    }
  }

  /// The first declaration of a name that the checks use for something else.
  func clash(allowing own: Set<String>) -> Rejection? {
    let used = Set(checks.tokens.map { String($0.text) })
    let clash = answer.topLevelDeclarations.first {
      used.contains($0.name) && !own.contains($0.name)
    }
    return clash.map {
      Rejection(
        "\(file):\($0.line): error: the checks use the name '\($0.name)' for something else\n"
          + "Declare it inside one of your own types, or choose another name."
      )
    }
  }
}
