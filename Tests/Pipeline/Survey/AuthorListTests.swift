import Diagnostics
import Testing

@testable import Content
@testable import Survey

@Suite struct AuthorListTests {
  /// `AuthorList` searches up to 16 authors linearly and looks up more in a dictionary. Both ways
  /// must give the same list.
  @Test(arguments: [1, 2, 15, 16, 17, 18, 60]) func eachNameIsListedOnce(names: Int) {
    let posts = (0..<names * 3).map { number in
      PostDocument(
        LocatedText(text: "Name \(number * 7 % names)", offset: number),
        PostDate(instant: Int64(1000 - number), offset: 0, isDayOnly: false, hasSeconds: false),
        FrontMatterSection(fenceOffset: 0, head: 0..<0, body: 0..<0))
    }
    let list = AuthorList(posts)
    #expect(list.authors.count == Set(posts.map(\.author.text)).count)
    #expect(list.indices.map { list.authors[Int($0)].name } == posts.map(\.author.text))
    for author in list.authors {
      let own = posts.filter { $0.author.text == author.name }
      #expect(author.earliest == own.map(\.date).min())
      #expect(author.offset == own.first.map { Int32($0.author.offset) })
    }
  }
}
