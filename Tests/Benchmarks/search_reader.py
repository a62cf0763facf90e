#!/usr/bin/env python3
"""Measure the search in headless Chromium: compressed bytes and milliseconds of queries. Prints
Markdown tables.

    bash .ci/browser -k keyboard      # once: installs Chromium and Playwright
    python3 Tests/Benchmarks/make_corpus.py /dev/shm/corpus --threads 10000
    forumgen build --content /dev/shm/corpus --now 2026-11-20 --output /dev/shm/site
    .build/browser-venv/bin/python Tests/Benchmarks/search_reader.py /dev/shm/site

README.md explains the tables.
"""

import argparse
import collections
import contextlib
import pathlib
import statistics
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser" / "Support"))

from playwright.sync_api import sync_playwright

from browser import launch
from corpus_queries import FIRST, LATER, OTHERS, TYPED
from host import hosted
from messages import say, warn_if_busy

PRIMER = "yoga wig"  # a query before, which loads the scripts and root.json
PAGE = (".html", ".css", "/")
# A new Chromium window loads its own pages meanwhile (the popup of the address bar, …).
WINDOW_START_MS = 1500
ANSWER_WAIT_MS = 1000

# Resolves when an answer is drawn: one frame after its arrival.
WATCH = """() => {
  const busy = () => document.getElementById('search-data').dataset.busy;
  window.answered = start => new Promise(done => {
    const look = () => {
      const heading = document.getElementById('search-heading').textContent;
      if (document.getElementById('search-answer').hidden || heading === busy()) return false;
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
    const changes = { childList: true, subtree: true, characterData: true, attributes: true };
    observer.observe(document.body, changes);
  });
  // The deferred search script has run by then and has started the search.
  addEventListener('DOMContentLoaded', () => { window.firstAnswer = window.answered(0); });
}"""
FIRST_ANSWER = "() => window.firstAnswer"
SEARCH = """query => {
  document.getElementById('search-q').value = query;
  const start = performance.now();
  document.getElementById('search-form').requestSubmit();
  return window.answered(start);
}"""
TYPE = """text => new Promise(done => {
  const input = document.getElementById('search-q');
  input.focus();
  input.value = text;
  const start = performance.now();
  // Set with each answer, also without suggestions.
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  observer.observe(input, { attributeFilter: ['aria-expanded'] });
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
})"""
SAID = """() => {
  const correction = document.querySelector('#search-correction a');
  const heading = document.getElementById('search-heading').textContent;
  return correction ? `${heading} (${correction.textContent})` : heading;
}"""

# Content of the index folders (Sources/Pipeline/Search).
PARTS = {
    "w": "words",
    "l": "lists",
    "p": "positions",
    "s": "shown",
    "c": "spelling",
    "a": "suggestions",
}

# `parts`: bytes by folder of PARTS. `page_bytes`: bytes of the page and its style sheet.
Cost = collections.namedtuple("Cost", "what said bytes files ms page_bytes parts")


def main():
    options = arguments()
    warn_if_busy()
    with sync_playwright() as playwright, hosted(options.site) as host:
        browser = launch(playwright)
        print_tables(Bench(browser, host))
        browser.close()


def print_tables(bench):
    say("first queries")
    title = "First query, in the address; ms from opening the address to the drawn results"
    print_table(title, bench.firsts(FIRST))
    title = "First query, typed into an open page; ms from submitting it"
    print_table(title, bench.typed_firsts(FIRST))
    say("later queries")
    print_table("Later queries of two words, on one page", bench.later(LATER))
    for kind, queries in OTHERS.items():
        say(kind)
        print_table("One more query: " + kind, [bench.one_more(query) for query in queries])
    say("typing")
    title = "Suggestions while typing, sum of all letters; ms of the slowest letter"
    print_table(title, [bench.typed(text) for text in TYPED])


def arguments():
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument(
        "site",
        type=pathlib.Path,
        help="a published folder of a corpus of make_corpus.py, for a URL without a path",
    )
    return p.parse_args()


class Bench:
    def __init__(self, browser, host):
        self.browser, self.host = browser, host

    def firsts(self, queries):
        """Runs each query once before, so that the host has the compressed files in its cache."""
        for query in queries:
            self.first(query)
        return [self.first(query) for query in queries]

    def first(self, query):
        before = len(self.host.sent)
        with self.page(query) as page:
            ms = page.evaluate(FIRST_ANSWER)
            return self.cost(query, page, before, ms)

    def typed_firsts(self, queries):
        """Must run after `firsts`, so that the host has the files in its cache."""
        return [self.typed_first(query) for query in queries]

    def typed_first(self, query):
        before = len(self.host.sent)
        with self.page() as page:
            ms = page.evaluate(SEARCH, query)
            return self.cost(query, page, before, ms)

    def later(self, queries):
        self.ask_in_turn(queries)
        return self.ask_in_turn(queries)

    def ask_in_turn(self, queries):
        with self.page(PRIMER) as page:
            page.evaluate(FIRST_ANSWER)
            return [self.search(page, query) for query in queries]

    def one_more(self, query):
        self.ask_in_turn([query])
        return self.ask_in_turn([query])[0]

    def search(self, page, query):
        before = len(self.host.sent)
        ms = page.evaluate(SEARCH, query)
        return self.cost(query, page, before, ms)

    def typed(self, text):
        """Types twice, so that the host has the files in its cache."""
        self.type_letters(text)
        return self.type_letters(text)

    def type_letters(self, text):
        with self.page(PRIMER) as page:
            page.evaluate(FIRST_ANSWER)
            before, slowest = len(self.host.sent), 0
            for end in range(2, len(text) + 1):
                slowest = max(slowest, page.evaluate(TYPE, text[:end]))
            cost = self.cost(text, page, before, slowest)
            return cost._replace(said=page.inner_text("#search-suggested"))

    def cost(self, query, page, before, ms):
        page.wait_for_timeout(50)  # for requests after the answer
        sent = self.host.sent[before:]
        of_page = sum(size for path, size in sent if path.endswith(PAGE))
        parts = {part: bytes_of(sent, "/index/%s/" % part) for part in PARTS}
        total = sum(size for _, size in sent)
        return Cost(query, page.evaluate(SAID), total, len(sent), ms, of_page, parts)

    @contextlib.contextmanager
    def page(self, query=None):
        """Opens the search page in a new browser context without a cache."""
        address = "search/?" + urllib.parse.urlencode({"q": query}) if query else "search/"
        context = self.browser.new_context()
        context.add_init_script("(%s)();" % WATCH)
        try:
            page = context.new_page()
            page.wait_for_timeout(WINDOW_START_MS)
            page.goto(self.host.url + address, wait_until="commit")
            # Polling would slow the page down.
            page.wait_for_timeout(ANSWER_WAIT_MS)
            yield page
        finally:
            context.close()


def bytes_of(sent, folder):
    return sum(size for path, size in sent if folder in path)


def print_table(title, costs):
    has_page = any(cost.page_bytes for cost in costs)
    parts = [part for part in PARTS if any(cost.parts[part] for cost in costs)]
    columns = (
        ["query", "answer", "files", "kB"]
        + ["without page and style sheet"] * has_page
        + [PARTS[part] for part in parts]
        + ["ms"]
    )
    print("\n%s\n\n| %s |\n|%s" % (title, " | ".join(columns), " --- |" * len(columns)))
    rows = [
        [cost.files, cost.bytes / 1e3]
        + [(cost.bytes - cost.page_bytes) / 1e3] * has_page
        + [cost.parts[part] / 1e3 for part in parts]
        + [cost.ms]
        for cost in costs
    ]
    for cost, row in zip(costs, rows):
        print_row(cost.what, cost.said, row)
    if len(rows) > 1:
        print_row("**median**", "", map(statistics.median, zip(*rows)))
        print_row("**largest**", "", map(max, zip(*rows)))


def print_row(what, said, numbers):
    files, *sizes, ms = numbers
    cells = [what, said, "%.0f" % files] + ["%.1f" % size for size in sizes] + ["%.0f" % ms]
    print("| %s |" % " | ".join(cells), flush=True)


if __name__ == "__main__":
    main()
