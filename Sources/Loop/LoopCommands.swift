import Commands
import Console

/// The commands of the loop of reading, editing and checking.
public enum LoopCommands {
  /// What `course` without a word does.
  public static let overview: any Command.Type = OverviewCommand.self

  /// In the order in which the help lists them.
  public static let named: [any Command.Type] = [
    ListCommand.self, CheckCommand.self, WatchCommand.self, HintCommand.self,
    SolutionCommand.self, ResetCommand.self, LessonCommand.self, QuizCommand.self,
    DocsCommand.self, DoctorCommand.self, HelpCommand.self,
  ]

  /// What the program starts by itself.
  public static let hidden: [any Command.Type] = [PrepareCommand.self]

  /// What a learner can type after `course`, nothing included, apart from the laboratory's commands.
  public static var usages: [Usage] { [overview.usage] + named.map { $0.usage } }
}
