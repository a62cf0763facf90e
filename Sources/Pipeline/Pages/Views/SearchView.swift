import Content
import Forum
import Localisation
import Mustache
import Theme

extension SiteViews {
  /// Returns the search page: the choices of its form, and links for readers without JavaScript.
  func search(_ values: inout ValueArena) -> (PageHead, [Value]) {
    let boards = forum.boards.map {
      values.record(
        Shapes.searchedBoard,
        [
          values.text($0.document.title), values.text($0.url), values.text("\($0.slug)"),
        ])
    }
    let roles = forum.settings.roles.map {
      values.record(Shapes.searchedRole, [values.text($0.name), values.text($0.label)])
    }
    let months = StringKey.months.map {
      values.record(Shapes.month, [values.text(wording[$0])])
    }
    let crisisWords = forum.supportWords.map {
      values.record(Shapes.supportWord, [values.text($0)])
    }
    return (
      head(wording[.search], "", url: forum.urls.search),
      [
        values.list(boards), values.list(roles), .flag(!roles.isEmpty), values.list(months),
        values.list(crisisWords),
      ]
    )
  }
}
