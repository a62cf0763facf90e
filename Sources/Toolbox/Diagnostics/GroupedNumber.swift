/// A number as people read it: 1,000,000. From 0 on.
package func grouped(_ number: Int) -> String {
  guard number >= 1000 else { return String(number) }
  let last = String(number % 1000 + 1000).dropFirst()
  return "\(grouped(number / 1000)),\(last)"
}
