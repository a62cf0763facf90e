/// Returns `number`, which must not be negative, with thousands separators: `1,000,000`.
package func withThousandsSeparators(_ number: Int) -> String {
  guard number >= 1000 else { return String(number) }
  let last = String(number % 1000 + 1000).dropFirst()
  return "\(withThousandsSeparators(number / 1000)),\(last)"
}
