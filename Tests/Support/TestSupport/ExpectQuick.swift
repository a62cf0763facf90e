package import Testing

/// Fails if the work takes longer than `limit`. The default is for hostile input in a debug build
/// on a busy machine.
package func expectQuick(
  within limit: Duration = .seconds(30), _ work: () throws -> Void,
  at location: Testing.SourceLocation = #_sourceLocation
) rethrows {
  let time = try ContinuousClock().measure(work)
  #expect(time < limit, sourceLocation: location)
}
