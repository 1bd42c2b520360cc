/// A whole number with a comma between groups of three digits: "1,234,567".
///
/// `Drawing` has the same for charts and tables. The laboratory does without that module, because
/// every check is built with the laboratory.
func grouped(_ n: Int) -> String {
  let digits = Array(String(n.magnitude))
  var text = n < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}
