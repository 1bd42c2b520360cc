/// The whole course, in the order in which it is taught.
public enum Course {
  public static let title = "Caching, from a dictionary to a cluster"

  public static let weeks: [Week] = [.week1, .week2, .week3, .week4, .week5, .week6]

  public static let exercises = weeks.flatMap(\.exercises)
  public static let demos = weeks.flatMap(\.demos)

  public static func exercise(_ id: String) -> Exercise? { exercises.first { $0.id == id } }
  public static func demo(_ id: String) -> Demo? { demos.first { $0.id == id } }
  public static func week(_ number: Int) -> Week? { weeks.first { $0.number == number } }
}
