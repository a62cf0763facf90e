#!/usr/bin/env python3
"""Compare the build time of forumgen with a lower bound, and with Hugo. Prints a Markdown table.

    python3 Tests/Benchmarks/run.py                              # 1,000 and 10,000 threads
    python3 Tests/Benchmarks/run.py --threads 150000 --runs 3    # the full size, 1.2 million posts
    python3 Tests/Benchmarks/run.py --hugo /path/to/hugo

README.md explains the table and sources of error. Python 3.9+, standard library only.
"""

import argparse
import contextlib
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict, namedtuple

from corpora import corpus, read_once
from messages import say, warn_if_busy

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent
TODAY = "2026-11-20"  # --now: the same bytes in every round
HUGO_ROUNDS = 3  # Hugo takes minutes, the others seconds
HUGO_MEMBERS_UP_TO = 50000  # threads; with more, member pages need too much memory
LIST_PAGE = 5000  # bytes of a list page in floor.c
LARGEST_LAYOUT = 65536  # maximum of floor.c, in bytes

# Seconds, seconds, bytes.
Run = namedtuple("Run", "wall cpu peak")
# Number of HTML pages, number of thread pages from the second on, bytes of all thread pages.
Site = namedtuple("Site", "pages further thread_bytes")


def main():
    options = arguments()
    warn_if_busy()
    warn_of_disk(options.scratch)
    forumgen = options.forumgen or built_forumgen()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="forumgen-bench-", dir=options.scratch))
    try:
        floor = compiled_floor(scratch)
        print_heading(options.jobs)
        for threads in options.threads:
            Bench(options, scratch, forumgen.resolve(), floor, threads).print_rows()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def arguments():
    shm = pathlib.Path("/dev/shm")
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--threads", type=int, nargs="+", default=[1000, 10000])
    p.add_argument("--runs", type=int, default=5, help="rounds; each runs every program once")
    p.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count(),
        help="threads of forumgen and floor (default: all cores)",
    )
    p.add_argument("--hugo", type=pathlib.Path, help="Hugo binary, measured too")
    p.add_argument(
        "--forumgen", type=pathlib.Path, help="binary to measure instead of the release build"
    )
    p.add_argument("--templates", type=pathlib.Path, default=PACKAGE / "templates")
    p.add_argument(
        "--layout", type=int, help="layout bytes of a thread page in floor (default: as forumgen)"
    )
    p.add_argument("--disk", type=pathlib.Path, help="folder on a disk for another clean build")
    p.add_argument(
        "--corpora", type=pathlib.Path, default=PACKAGE / ".build/corpus", help="folder for corpora"
    )
    p.add_argument(
        "--scratch",
        type=pathlib.Path,
        default=shm if shm.is_dir() else pathlib.Path(tempfile.gettempdir()),
        help="folder for sites, on a tmpfs (/dev/shm)",
    )
    return p.parse_args()


class Bench:
    """The measurements for one forum size."""

    def __init__(self, options, scratch, forumgen, floor, threads):
        self.options, self.threads = options, threads
        self.scratch, self.forumgen, self.floor = scratch, forumgen, floor
        self.content, self.counts = corpus(options.corpora, threads, "forumgen")
        self.hugos = {}
        if options.hugo:
            self.prepare_hugo()

    def prepare_hugo(self):
        self.hugo_content, _ = corpus(self.options.corpora, self.threads, "hugo")
        if self.threads <= HUGO_MEMBERS_UP_TO:
            self.hugos["Hugo"] = "hugo.toml"
        self.hugos["Hugo, no member pages"] = "hugo-nomembers.toml"
        # A copy, because Hugo may write to this folder.
        self.hugo_source = self.scratch / "hugo-source"
        shutil.copytree(HERE / "hugo", self.hugo_source, dirs_exist_ok=True)

    def print_rows(self):
        site, layout = self.unmeasured_round()
        runs, hugo_pages = self.rounds(site, layout)
        floor = runs.pop("floor")
        self.print_row("floor (layout %d)" % layout, floor, floor, site.pages)
        for name, measured in runs.items():
            self.print_row(name, measured, floor, hugo_pages.get(name, site.pages))

    def unmeasured_round(self):
        """Fills the page cache, and measures the output of forumgen. Floor writes as much."""
        say("%d threads: an unmeasured round" % self.threads)
        self.run_forumgen()
        site = survey(self.scratch / "site")
        log = self.run_floor(0, 0)[1]
        bare = float(re.search(r"([\d.]+) MB out", log).group(1)) * 1e6
        self.remove_output()
        layout = (site.thread_bytes - LIST_PAGE * site.further - bare) / self.threads
        layout = self.options.layout if self.options.layout is not None else round(layout)
        return site, min(max(layout, 0), LARGEST_LAYOUT)

    def rounds(self, site, layout):
        """Runs each program once a round. Returns the runs by name, and the page counts of Hugo."""
        runs, hugo_pages = defaultdict(list), {}
        for number in range(self.options.runs):
            say("%d threads: round %d of %d" % (self.threads, number + 1, self.options.runs))
            read_once(self.content)  # some systems evict files that were not read for a minute
            runs["floor"].append(self.run_floor(layout, max(0, site.pages - self.threads))[0])
            runs["forumgen, from nothing"].append(self.run_forumgen())
            time.sleep(2)  # longer than the timestamp granularity of the file system
            runs["forumgen, nothing changed"].append(self.run_forumgen())
            time.sleep(2)
            with self.one_added_reply():
                runs["forumgen, one reply added"].append(self.run_forumgen())
            self.remove_output()
            if self.options.disk:
                runs["forumgen, from nothing, on the disk"].append(self.run_on_disk())
            for name, config in self.hugos.items() if number < HUGO_ROUNDS else ():
                read_once(self.hugo_content)
                runs[name].append(self.run_hugo(config))
                hugo_pages[name] = survey(self.scratch / "site").pages
                self.remove_output()
        return runs, hugo_pages

    @contextlib.contextmanager
    def one_added_reply(self):
        """Adds a reply to a thread in the middle of the corpus, and removes it at the end."""
        threads = sorted(
            path for path in self.content.glob("boards/*/**/*.md") if path.name != "board.md"
        )
        thread = threads[len(threads) // 2]
        text = thread.read_bytes()
        author = re.search(rb"^author: (.*)$", text, re.MULTILINE).group(1)
        reply = (
            b"\n\n---\nauthor: " + author + b"\ndate: 2026-11-19T10:00\n---\n\nThank you, all.\n"
        )
        thread.write_bytes(text.rstrip() + reply)
        try:
            yield
        finally:
            thread.write_bytes(text)

    def run_on_disk(self):
        """Includes the time until all data is on the disk."""
        site = pathlib.Path(tempfile.mkdtemp(prefix="forumgen-bench-", dir=self.options.disk))
        try:
            run, start = self.run_forumgen(site / "site"), time.monotonic()
            subprocess.run(["sync", "-f", str(site)], check=True)
            return run._replace(wall=run.wall + time.monotonic() - start)
        finally:
            shutil.rmtree(site, ignore_errors=True)
            self.remove_output()

    def run_floor(self, layout, list_pages):
        words = [self.floor, self.content, self.scratch / "floor-site", self.options.jobs]
        return self.measure([*words, layout, list_pages])

    def run_forumgen(self, site=None):
        """Runs outside the package, whose .build may have a cache, with a cache of its own."""
        words = [self.forumgen, "build", "--now", TODAY, "--jobs", self.options.jobs]
        words += ["--content", self.content, "--templates", self.options.templates.resolve()]
        return self.measure([*words, "--output", site or self.scratch / "site"])[0]

    def run_hugo(self, config):
        words = [self.options.hugo.resolve(), "--source", self.hugo_source, "--config", config]
        words += ["--noBuildLock", "--contentDir", self.hugo_content]
        return self.measure([*words, "-d", self.scratch / "site"])[0]

    def measure(self, command):
        """Runs a command in the scratch folder. Returns its Run and its output."""
        words = [str(word) for word in command]
        cache = str(self.scratch / "cache")
        caches = dict(os.environ, XDG_CACHE_HOME=cache, HUGO_CACHEDIR=cache)
        with tempfile.TemporaryFile() as log:
            start = time.monotonic()
            streams = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            process = subprocess.Popen(words, cwd=self.scratch, env=caches, **streams)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.monotonic() - start
            process.returncode = status  # os.wait4 has reaped it
            log.seek(0)
            printed = log.read().decode("utf-8", "replace")
        if status:
            sys.exit("%s\nended with status %d:\n%s" % (" ".join(words), status, printed[-2000:]))
        return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024), printed

    def remove_output(self):
        for name in ("site", "floor-site", "cache"):
            shutil.rmtree(self.scratch / name, ignore_errors=True)

    def print_row(self, name, runs, floor, pages):
        walls = [run.wall for run in runs]
        median = statistics.median(walls)
        ratio = statistics.median(run.wall / base.wall for run, base in zip(runs, floor))
        cells = [
            "{:,}".format(self.threads),
            "{:,}".format(self.counts["posts"]),
            name,
            "{:,}".format(pages),
            "{:,}".format(max(0, pages - self.threads)),
            "%.2f (%.2f–%.2f)" % (median, min(walls), max(walls)),
            "{:,.0f}".format(self.counts["posts"] / median),
            "%.2f" % ratio,
            "{:,.0f}".format(max(run.peak for run in runs) / 1e6),
            "%.2f" % statistics.median(run.cpu for run in runs),
        ]
        print("| " + " | ".join(cells) + " |", flush=True)


def survey(site):
    """Counts the pages of a site. Thread pages are below boards/<board>/<thread>/."""
    thread = re.compile(r"boards/[^/]+/(?!page/|started/)[^/]+/(page/\d+/)?index\.html")
    pages = further = thread_bytes = 0
    for at, _, names in os.walk(site):
        for name in names:
            pages += name.endswith(".html")
            path = os.path.join(at, name)
            of_thread = thread.fullmatch(os.path.relpath(path, site))
            if of_thread:
                further += of_thread.group(1) is not None
                thread_bytes += os.path.getsize(path)
    return Site(pages, further, thread_bytes)


def built_forumgen():
    say("building forumgen for release")
    subprocess.run(["bash", "-c", ". .ci/setup.bash && build_release >&2"], cwd=PACKAGE, check=True)
    return PACKAGE / ".build/release/forumgen"


def compiled_floor(scratch):
    words = [os.environ.get("CC", "cc"), "-O2", "-o", str(scratch / "floor"), str(HERE / "floor.c")]
    words += ["-lcmark", "-lpthread"]
    subprocess.run(words, check=True)
    return scratch / "floor"


def warn_of_disk(scratch):
    words = ["stat", "-f", "-c", "%T", str(scratch)]
    kind = subprocess.run(words, stdout=subprocess.PIPE, text=True).stdout.strip()
    if kind != "tmpfs":
        say(f"warning: {scratch} is no tmpfs ({kind}): earlier disk writes affect the figures")


def print_heading(jobs):
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    model = model.group(1) if model else platform.machine()
    system = "%s %s" % (platform.system(), platform.release())
    print("%s, %d cores, %d jobs, %s\n" % (model, os.cpu_count(), jobs, system))
    columns = [
        "threads",
        "posts",
        "what",
        "pages",
        "list pages",
        "seconds (min–max)",
        "posts/s",
        "× floor",
        "peak MB",
        "CPU s",
    ]
    print("| %s |\n|%s" % (" | ".join(columns), " --- |" * len(columns)), flush=True)


if __name__ == "__main__":
    main()
