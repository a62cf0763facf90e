"""Gives a corpus of Tests/Benchmarks/make_corpus.py what the promises are about and it has none of:
members who asked to be forgotten, a glossary, a removed post, a content note, an accepted answer,
an alias, a draft, a board with the newest posts first.

    python3 enrich_corpus.py CORPUS
"""

import re
import sys
from collections import Counter
from pathlib import Path

GLOSSARY = """\
- {term: lymph node, means: A small gland that filters fluid., also: [lymph nodes, node, nodes]}
- {term: tamoxifen, means: A tablet that keeps oestrogen from some cancers.}
- {term: WLE, means: Wide local excision.}
"""


def enrich(corpus: Path) -> None:
    threads = sorted(corpus.glob("boards/*/*/*.md"))
    forget(corpus, threads)
    (corpus / "glossary.yml").write_text(GLOSSARY, "utf-8")
    append(corpus / "boards/off-topic/board.md", "title: ", "post_order: newest-first")
    replies = [file for file in threads if reply_count(file) in range(3, 15)]
    first, second, third, fourth = replies[7], replies[70], replies[170], replies[270]
    append(first, "author: ", "removed: It was an advertisement for seaweed.", at=1)
    append(second, "author: ", "content_note: a bereavement", at=2)
    append(third, "author: ", "accepted: true", at=2)
    append(third, "title: ", "aliases: [topic/4711, seaweed]")
    append(fourth, "title: ", "draft: true")


def forget(corpus: Path, threads: list[Path]) -> None:
    """The busiest whose name has a space, and the busiest with a digit. The first is quoted, too,
    and named in other letter case, in code and on two lines.
    """
    authors: Counter[str] = Counter()
    for file in threads:
        authors.update(re.findall(r"^author: (.+)$", file.read_text("utf-8"), re.MULTILINE))
    official = (corpus / "members.yml").read_text("utf-8")
    busiest = [name for name, _ in authors.most_common() if name not in official]
    spaced = next(name for name in busiest if " " in name)
    numbered = next(name for name in busiest if name[-1].isdigit())
    forgotten = "".join(f"- {{name: {name}, former: true}}\n" for name in (spaced, numbered))
    (corpus / "members.yml").write_text(official + forgotten, "utf-8")
    lines = spaced.replace(" ", "\n")
    quote = f"> {spaced} wrote:\n> Bring a flask.\n\n"
    words = f"{quote}So I did, {spaced.upper()}; so, `{spaced}`, did {lines}.\n"
    for file in threads[100:110]:
        file.write_text(file.read_text("utf-8") + "\n" + words, "utf-8")


def append(file: Path, line: str, added: str, at: int = 0) -> None:
    """Puts a line behind the line numbered `at`, from 0, of those that begin so."""
    lines = file.read_text("utf-8").split("\n")
    places = [place for place, text in enumerate(lines) if text.startswith(line)]
    lines.insert(places[at] + 1, added)
    file.write_text("\n".join(lines), "utf-8")


def reply_count(file: Path) -> int:
    return file.read_text("utf-8").count("\n---\nauthor: ")


if __name__ == "__main__":
    enrich(Path(sys.argv[1]))
