// Renders one page with forumgen's template engine and with swift-mustache, checks that the bytes
// are equal, and fingerprints how long a page takes with each.

let comparison = try Comparison(ThreadPage())
try comparison.seeThatThePagesAreEqual()
comparison.measure(rounds: 11)
