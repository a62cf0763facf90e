"""Corpora of make_corpus.py, which are made once and kept."""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

from messages import say

HERE = pathlib.Path(__file__).resolve().parent
FULL_SIZE = {150000: 75200}  # threads: members. Other sizes have half as many members as threads


def corpus(folder, threads, form):
    """Returns the corpus with this number of threads, and its counts. Creates it if missing."""
    made = folder.resolve() / f"{form}-{threads}-{edition()}"
    counts = made.with_name(made.name + ".json")
    if not counts.exists():
        say("making %s" % made)
        shutil.rmtree(made, ignore_errors=True)
        words = [sys.executable, HERE / "make_corpus.py", made, "--format", form]
        words += ["--threads", str(threads)]
        if threads in FULL_SIZE:
            words += ["--members", str(FULL_SIZE[threads])]
        counts.write_bytes(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)
    read_once(made)
    return made, json.loads(counts.read_text())


def edition():
    """Changes with the programs that make corpora."""
    sources = [(HERE / name).read_bytes() for name in ("make_corpus.py", "corpus_text.py")]
    return hashlib.sha256(b"".join(sources)).hexdigest()[:8]


def read_once(corpus):
    """Reads all files into the page cache, so that the disk is not measured."""
    for file in corpus.rglob("*.md"):
        file.read_bytes()
