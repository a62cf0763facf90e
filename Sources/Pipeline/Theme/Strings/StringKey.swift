/// Names of the texts of a theme, as strings.yml has them.
///
/// The page that shows a text replaces placeholders in it. Comments below list the placeholders.
package enum StringKey: String, CaseIterable, Sendable {
  // On pages of all kinds.
  case skipToContent = "skip_to_content"
  case mainMenu = "main_menu"
  case home, boards, members, tags, glossary
  case disclaimerHeading = "disclaimer_heading"
  case privacyPolicy = "privacy_policy"
  case breadcrumb
  /// `{page}` and `{pages}`.
  case pageOf = "page_of"
  /// `{number}`.
  case goToPage = "go_to_page"
  case pages
  case previousPage = "previous_page"
  case nextPage = "next_page"
  /// `{title}` and `{page}`. Title of the second and each later page of a list or a thread.
  case titleOfPage = "title_of_page"

  // Counts: `{count}`.
  case postsOne = "posts_one"
  case postsOther = "posts_other"
  case membersOne = "members_one"
  case membersOther = "members_other"
  case threadsOne = "threads_one"
  case threadsOther = "threads_other"
  case repliesOne = "replies_one"
  case repliesOther = "replies_other"
  case thousands, millions
  /// Between the whole thousands or millions and their tenths, as in 75.2K.
  case decimalSign = "decimal_sign"

  // Other plural forms, for languages that have them. Optional.
  case postsZero = "posts_zero"
  case postsTwo = "posts_two"
  case postsFew = "posts_few"
  case postsMany = "posts_many"
  case membersZero = "members_zero"
  case membersTwo = "members_two"
  case membersFew = "members_few"
  case membersMany = "members_many"
  case threadsZero = "threads_zero"
  case threadsTwo = "threads_two"
  case threadsFew = "threads_few"
  case threadsMany = "threads_many"
  case repliesZero = "replies_zero"
  case repliesTwo = "replies_two"
  case repliesFew = "replies_few"
  case repliesMany = "replies_many"

  // The helpline.
  case helplineHeading = "helpline_heading"
  case helplineHours = "helpline_hours"
  /// `{prefix}` and `{phone}`.
  case helplineRelay = "helpline_relay"
  case helplineCallBack = "helpline_call_back"
  case helplineClosures = "helpline_closures"
  case otherSupport = "other_support"
  /// `{open}` and `{close}`.
  case hoursRange = "hours_range"
  /// `{first}` and `{last}`.
  case daysRange = "days_range"
  /// `{days}` and `{day}`. Joins the last day to a list of days.
  case daysAnd = "days_and"
  /// `{days}` and `{day}`. Joins any other day to a list of days.
  case daysComma = "days_comma"
  /// Open from midnight to midnight.
  case allDay = "all_day"
  case am, pm
  /// Optional. Without them, noon and midnight are written like other times.
  case midday, midnight

  // Whether the helpline is open now. The script helpline.js replaces `{time}` and `{weekday}`.
  case helplineOpen = "helpline_open"
  case helplineOpenUntil = "helpline_open_until"
  case helplineOpensToday = "helpline_opens_today"
  case helplineOpensTomorrow = "helpline_opens_tomorrow"
  case helplineOpensOn = "helpline_opens_on"
  case helplineClosed = "helpline_closed"

  // Times of day: `{hour}` (0 to 24), `{hour2}` (two digits), `{hour12}`, `{minute}`, `{am_pm}`.
  /// Times of posts.
  case timeFormat = "time_format"
  /// Opening hours. The second form is for full hours.
  case openingTime = "opening_time"
  case openingFullHour = "opening_full_hour"

  // Dates: `{day}`, `{month}`, `{year}`, `{weekday}`, `{date}` and `{time}`.
  case dateFormat = "date_format"
  case dateWithWeekday = "date_with_weekday"
  case dateAndTime = "date_and_time"
  /// Optional. The first day of a month, in a language that has a special form (French: `1er`).
  case firstOfMonth = "first_of_month"
  case month1 = "month_1"
  case month2 = "month_2"
  case month3 = "month_3"
  case month4 = "month_4"
  case month5 = "month_5"
  case month6 = "month_6"
  case month7 = "month_7"
  case month8 = "month_8"
  case month9 = "month_9"
  case month10 = "month_10"
  case month11 = "month_11"
  case month12 = "month_12"
  case weekday1 = "weekday_1"
  case weekday2 = "weekday_2"
  case weekday3 = "weekday_3"
  case weekday4 = "weekday_4"
  case weekday5 = "weekday_5"
  case weekday6 = "weekday_6"
  case weekday7 = "weekday_7"

  // Lists of threads.
  case newestThreads = "newest_threads"
  case byActivity = "by_activity"
  case byStart = "by_start"
  case sortedBy = "sorted_by"
  case noThreads = "no_threads"
  case pinned, closed, answered
  case startedBy = "started_by"
  case lastPost = "last_post"
  case otherBoards = "other_boards"

  // A thread and its posts.
  case formerMember = "former_member"
  /// `{title}`.
  case replySubject = "reply_subject"
  case officialAnswer = "official_answer"
  case acceptedAnswer = "accepted_answer"
  case goToAccepted = "go_to_accepted"
  /// `{number}`.
  case linkToPost = "link_to_post"
  case edited, reviewed
  case outdated
  case removed
  case contentNote = "content_note"
  case threadClosed = "thread_closed"
  case boardClosed = "board_closed"
  case boardDisclaimer = "board_disclaimer"
  case newestFirst = "newest_first"

  // Printed threads.
  /// The URL of the thread follows.
  case sheetWholeThread = "sheet_whole_thread"
  case sheetNotes = "sheet_notes"

  // The list of all files that the site loads.
  case loadsTitle = "loads_title"
  case loadsText = "loads_text"
  case loadsProof = "loads_proof"
  case themeFiles = "theme_files"
  case postFiles = "post_files"
  /// `{count}`.
  case moreFiles = "more_files"
  /// `{count}`.
  case kilobytes
  case styleSheet = "style_sheet"
  case script
  case picture
  case otherFile = "other_file"

  // Feeds.
  case feed
  /// `{title}`.
  case feedTitle = "feed_title"

  // Links on a thread page.
  case jumps
  case toFirstPost = "to_first_post"
  case toLastPost = "to_last_post"
  case toOfficial = "to_official"
  /// `{board}`, a link.
  case newThreadIn = "new_thread_in"
  /// `{boards}`, a link to the home page.
  case askElsewhere = "ask_elsewhere"
  case allBoards = "all_boards"
  /// `{name}` of the helpline and `{phone}`, a link.
  case ringHelpline = "ring_helpline"
  case relatedThreads = "related_threads"
  case startedOn = "started_on"
  // Threads that show the newest posts first.
  case newestOnLastPage = "newest_on_last_page"
  case toNewestPost = "to_newest_post"
  case olderPosts = "older_posts"
  case newerPosts = "newer_posts"

  // The glossary, in posts and on its page.
  case closeMeaning = "close_meaning"
  case glossaryLetters = "glossary_letters"
  case otherSpellings = "other_spellings"

  // Members.
  case joined
  /// A member who has died: on the member's page, and next to the name above a post.
  case inMemory = "in_memory"
  case inMemoryMark = "in_memory_mark"
  case wrote
  case wroteNothing = "wrote_nothing"
  case noMembers = "no_members"
  case noTags = "no_tags"

  // The pages for a missing address and for a moved one.
  case notFoundTitle = "not_found_title"
  case notFoundText = "not_found_text"
  case redirectTitle = "redirect_title"
  case redirectText = "redirect_text"

  // The search: its form, its page and the texts of its script. The script replaces `{query}`
  // (what was searched for) and `{word}` (a part of it).
  case search
  case searchLabel = "search_label"
  /// `{board}`.
  case searchInBoard = "search_in_board"
  case searchButton = "search_button"
  case searchNeedsScript = "search_needs_script"
  case searchOtherWays = "search_other_ways"
  case searchNarrow = "search_narrow"
  case searchAllWords = "search_all_words"
  case searchPhrase = "search_phrase"
  case searchWithout = "search_without"
  case searchAuthor = "search_author"
  case searchTag = "search_tag"
  case searchBoard = "search_board"
  case searchAllBoards = "search_all_boards"
  case searchRole = "search_role"
  case searchAnyRole = "search_any_role"
  case searchOnlyAnswered = "search_only_answered"
  case searchOnlyClosed = "search_only_closed"
  case searchAfter = "search_after"
  case searchBefore = "search_before"
  case searchBusy = "search_busy"
  case searchResults = "search_results"
  /// `{count}`.
  case searchCount = "search_count"
  /// `{count}`.
  case searchBest = "search_best"
  /// `{query}`.
  case searchNone = "search_none"
  /// `{query}`. Shown if the search is not complete.
  case searchNotYet = "search_not_yet"
  case searchSome = "search_some"
  case searchNoneHint = "search_none_hint"
  /// `{query}`, a link.
  case searchShowing = "search_showing"
  /// `{query}`, a link.
  case searchInstead = "search_instead"
  /// `{query}`, a link.
  case searchDidYouMean = "search_did_you_mean"
  case searchPages = "search_pages"
  /// `{count}`.
  case searchPrevious = "search_previous"
  /// `{count}`.
  case searchNext = "search_next"
  case searchFurther = "search_further"
  /// `{board}`.
  case searchLimited = "search_limited"
  case searchEverywhere = "search_everywhere"
  /// `{word}`.
  case searchWrongOperator = "search_wrong_operator"
  /// `{word}`.
  case searchWrongValue = "search_wrong_value"
  /// `{word}`.
  case searchWrongDate = "search_wrong_date"
  case searchOnlyWithout = "search_only_without"
  /// `{word}`.
  case searchTooCommon = "search_too_common"
  case searchOffline = "search_offline"
  case searchMissing = "search_missing"
  case searchAgain = "search_again"
  case searchSuggestions = "search_suggestions"
  /// `{count}`.
  case searchSuggested = "search_suggested"
  case searchThread = "search_thread"
  case searchMember = "search_member"
  case searchTerm = "search_term"
  case searchCrisisHeading = "search_crisis_heading"
  case searchCrisisText = "search_crisis_text"
}
