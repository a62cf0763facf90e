// Renders one page with forumgen's template engine and with swift-mustache, checks that the bytes
// are equal, and prints how long a page takes with each.

var comparison = try Comparison(ThreadPage())
try comparison.checkThatThePagesAreEqual()
comparison.measure(rounds: 11)
