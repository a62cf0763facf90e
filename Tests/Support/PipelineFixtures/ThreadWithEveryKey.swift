/// A thread file that uses every key of a first block and of a reply.
package let threadWithEveryKey = """
  ---
  title: Results, what now?
  author: Wren
  date: 2022-05-31T19:42
  tags: [lymph nodes, surgery]
  status: closed
  pinned: true
  draft: true
  slug: results
  aliases: [old/results, older]
  content_note: recurrence
  edited: 2022-06-01
  reviewed: 2022-06-02T10:00Z
  ---
  One
  ---
  author: Slightly Windswept
  date: 2022-06-03
  subject: Me too
  accepted: true
  ---
  Two
  ---
  author: No
  date: 2022-06-04
  removed: asked for
  ---

  """
