"""Adds to a corpus of Tests/Benchmarks/make_corpus.py what the rules are about: former members, a
glossary, a removed post, a content note, an accepted answer, an alias, a draft, and a board with
the newest posts first.

    python3 Tests/Browser/Support/enrich_corpus.py CORPUS
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
    add_former_members(corpus, threads)
    (corpus / "glossary.yml").write_text(GLOSSARY, "utf-8")
    append(corpus / "boards/off-topic/board.md", "title: ", "post_order: newest-first")
    replies = [file for file in threads if reply_count(file) in range(3, 15)]
    first, second, third, fourth = replies[7], replies[70], replies[170], replies[270]
    append(first, "author: ", "removed: It was an advertisement for seaweed.", index_of_match=1)
    append(second, "author: ", "content_note: a bereavement", index_of_match=2)
    append(third, "author: ", "accepted: true", index_of_match=2)
    append(third, "title: ", "aliases: [topic/4711, seaweed]")
    append(fourth, "title: ", "draft: true")


def add_former_members(corpus: Path, threads: list[Path]) -> None:
    """Makes the member with the most posts whose name has a space a former member, and the one
    whose name has a digit. The first is also quoted, in other letter case, in code and on two
    lines.
    """
    authors: Counter[str] = Counter()
    for file in threads:
        authors.update(re.findall(r"^author: (.+)$", file.read_text("utf-8"), re.MULTILINE))
    official = (corpus / "members.yml").read_text("utf-8")
    busiest = [name for name, _ in authors.most_common() if name not in official]
    spaced = next(name for name in busiest if " " in name)
    numbered = next(name for name in busiest if name[-1].isdigit())
    former = "".join(f"- {{name: {name}, former: true}}\n" for name in (spaced, numbered))
    (corpus / "members.yml").write_text(official + former, "utf-8")
    lines = spaced.replace(" ", "\n")
    quote = f"> {spaced} wrote:\n> Bring a flask.\n\n"
    words = f"{quote}So I did, {spaced.upper()}; so, `{spaced}`, did {lines}.\n"
    for file in threads[100:110]:
        file.write_text(file.read_text("utf-8") + "\n" + words, "utf-8")


def append(file: Path, line: str, added: str, index_of_match: int = 0) -> None:
    """Adds a line after the match numbered `index_of_match` (from 0) of the lines that begin with
    `line`.
    """
    lines = file.read_text("utf-8").split("\n")
    indices = [index for index, text in enumerate(lines) if text.startswith(line)]
    lines.insert(indices[index_of_match] + 1, added)
    file.write_text("\n".join(lines), "utf-8")


def reply_count(file: Path) -> int:
    return file.read_text("utf-8").count("\n---\nauthor: ")


if __name__ == "__main__":
    enrich(Path(sys.argv[1]))
