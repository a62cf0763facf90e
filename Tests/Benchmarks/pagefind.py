#!/usr/bin/env python3
"""Compare the search of forumgen with Pagefind on a published site. Prints a Markdown table.

    bash .ci/browser -k keyboard     # once: installs Chromium, Playwright and Pagefind
    .build/browser-venv/bin/python Tests/Benchmarks/pagefind.py SITE [--content CONTENT]

Or with your own virtual environment:

    pip install 'playwright==1.65.*' 'PyYAML==6.*' 'pagefind-bin-extended==1.5.*'

With --content (the content of the site), forumgen also builds the site in another folder, to
measure the time for its search index.

Pagefind indexes a copy with thread pages only, without lists, members and tags. Of its results, the
first twenty are loaded, as many as forumgen shows on a page. The scripts of its interface are not
loaded. See README.md.
"""

import argparse
import collections
import contextlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent
sys.path[:0] = map(str, [HERE, HERE.parent / "Browser/Support", HERE.parent / "Browser/Search"])

import yaml
from playwright.sync_api import sync_playwright

from browser import launch
from corpus_queries import FIRST, LATER
from host import hosted
from search_session import Searcher

TODAY = "2026-11-20"
THREAD_PAGE = re.compile(r"boards/[^/]+/(?!page/|started/)[^/]+/(page/\d+/)?index\.html")
RESULTS_PER_PAGE = 20
ASK = """async ([query, most]) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const found = await pagefind.search(query);
  const shown = await Promise.all(found.results.slice(0, most).map(result => result.data()));
  return shown.flatMap(one => [one, ...one.sub_results])
    .flatMap(one => [...one.excerpt.matchAll(/<mark>(.*?)<\\/mark>/g)].map(match => match[1]));
}"""

# Runs a program and prints its seconds and peak kilobytes. The peak of a process includes that of
# the process that started it, so this one is small.
MEASURE = """import os, sys, time
start = time.monotonic()
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(process, 0)
print("\\n", time.monotonic() - start, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""

# seconds, peak: of the index build, None if not measured; peak in bytes.
# files, bytes: of the index.
# first, later: bytes of the first query and of each later one.
# found, of: corrected misspellings, of how many.
Figures = collections.namedtuple("Figures", "seconds peak files bytes first later found of")


def main():
    options = arguments()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        print(table(measured(browser, options.site, options.content)))
        browser.close()


def arguments():
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("site", type=pathlib.Path, help="a published folder, for a url without a path")
    p.add_argument("--content", type=pathlib.Path, help="the content of the site")
    return p.parse_args()


def measured(browser, site, content=None):
    """Returns the figures of "forumgen" and "Pagefind"."""
    with tempfile.TemporaryDirectory(prefix="forumgen-pagefind-") as scratch:
        scratch = pathlib.Path(scratch)
        build = forumgen_build(content, scratch) if content else (None, None)
        copy = copied_threads(site, scratch / "threads")
        misspellings = known_misspellings(copy)
        return {
            "forumgen": forumgen_figures(browser, site, build, misspellings),
            "Pagefind": pagefind_figures(browser, copy, pagefind_build(copy), misspellings),
        }


def table(figures):
    columns = [
        "search",
        "index s",
        "peak MB",
        "files",
        "MB",
        "first query kB",
        "later queries kB, median (largest)",
        "misspellings found",
    ]
    lines = ["| %s |" % " | ".join(columns), "|" + " --- |" * len(columns)]
    return "\n".join(lines + [row(name, one) for name, one in figures.items()])


def row(name, one):
    cells = [
        name,
        "–" if one.seconds is None else "%.2f" % one.seconds,
        "–" if one.peak is None else "%.0f" % (one.peak / 1e6),
        "{:,}".format(one.files),
        "%.2f" % (one.bytes / 1e6),
        "%.1f" % (one.first / 1e3),
        "%.1f (%.1f)" % (statistics.median(one.later) / 1e3, max(one.later) / 1e3),
        "%d of %d" % (one.found, one.of),
    ]
    return "| %s |" % " | ".join(cells)


def copied_threads(site, folder):
    for file in site.glob("boards/**/index.html"):
        path = file.relative_to(site)
        if THREAD_PAGE.fullmatch(path.as_posix()):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / path)
    return folder


def known_misspellings(folder):
    """Returns the misspellings whose right word is in a thread."""
    words = set()
    for file in folder.rglob("*.html"):
        words.update(re.findall("[a-z]+", file.read_text("utf-8").lower()))
    every = yaml.safe_load((HERE.parent / "Search" / "misspellings.yml").read_text("utf-8"))
    return {misspelt: right for misspelt, right in every.items() if right in words}


def forumgen_build(content, scratch):
    """Builds from nothing. Returns the seconds for the search index and the peak of all."""
    words = [PACKAGE / ".build/release/forumgen", "build", "--timings", "--now", TODAY]
    words += ["--content", content.resolve(), "--templates", PACKAGE / "templates"]
    words += ["--output", scratch / "built"]
    printed, peak, _ = run(words, scratch)
    return sum(map(float, re.findall(r"([\d.]+) s  search: ", printed))), peak


def pagefind_build(folder):
    import pagefind_bin_extended  # imported here, so that --help works without it

    program = pagefind_bin_extended.get_executable()
    _, peak, seconds = run([program, "--site", folder, "--root-selector", "main"], folder.parent)
    return seconds, peak


def run(words, folder):
    """Returns its output, its peak memory in bytes and its seconds."""
    caches = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", MEASURE, *map(str, words)],
        cwd=folder,
        env=caches,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    if done.returncode:
        raise RuntimeError("%s\n%s" % (" ".join(map(str, words)), done.stderr[-2000:]))
    seconds, peak = done.stdout.split()[-2:]
    return done.stdout + done.stderr, int(peak) * 1024, float(seconds)


def forumgen_figures(browser, site, build, misspellings):
    files = [file for file in (site / "search" / "index").rglob("*") if file.is_file()]
    with hosted(site) as host, opened(browser, host, "search/") as page:
        # Counts the search scripts, but not the page and its style sheet.
        host.sent[:] = [one for one in host.sent if "/assets/search" in one[0]]
        searcher = Searcher.on(page)
        first, *later = [cost(host, searcher.ask, pair) for pair in [FIRST[0], *LATER]]
        found = sum(
            searcher.corrects_to(right, searcher.ask(misspelt))
            for misspelt, right in misspellings.items()
        )
        return Figures(*build, len(files), size(files), first, later, found, len(misspellings))


def pagefind_figures(browser, folder, build, misspellings):
    index = folder / "pagefind"
    files = [
        *(index / "fragment").iterdir(),
        *(index / "index").iterdir(),
        *index.glob("*.pf_meta"),
    ]
    (folder / "index.html").write_text("<!DOCTYPE html><title>Pagefind</title>", "utf-8")
    with hosted(folder) as host, opened(browser, host, "") as page:

        def ask(query):
            return page.evaluate(ASK, [query, RESULTS_PER_PAGE])

        host.sent.clear()
        first, *later = [cost(host, ask, pair) for pair in [FIRST[0], *LATER]]
        found = sum(
            right in map(str.lower, ask(misspelt)) for misspelt, right in misspellings.items()
        )
        return Figures(*build, len(files), size(files), first, later, found, len(misspellings))


@contextlib.contextmanager
def opened(browser, host, path):
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(host.url + path, wait_until="networkidle")
        yield page
    finally:
        context.close()


def cost(host, ask, query):
    """Returns the bytes sent for the query, including those since the last call."""
    ask(query)
    total = sum(size for _, size in host.sent)
    host.sent.clear()
    return total


def size(files):
    return sum(file.stat().st_size for file in files)


if __name__ == "__main__":
    main()
