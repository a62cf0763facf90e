"""Checks all rules on the sample, the sample below a path, and a corpus of 1,000 threads. Each rule
must report its violations (rule_violations.py).
"""

import gc
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from content_reader import Content, read_content
from contract_rules import RULES
from former_members import former_member_names_are_absent
from page_kinds import Sample
from published_site import Site, read_site
from rule_violations import VIOLATIONS
from site_rules import aliases
from violation import Violation

# Reading the folders takes seconds: one process reads them.
pytestmark = pytest.mark.xdist_group("contract")

FOLDERS = ("sample", "sample-under-path", "corpus")
UNDER_PATH = "https://community.example.org/forum"

# Spellings of one name. The last two are found in pages only.
DISGUISED_NAMES = (
    "Marmalade Jane",
    "MARMALADE JANE",
    "marmalade-jane",
    "marmalade_jane",
    "Marmalade+Jane",
    "Marmalade%20Jane",
    "%4Darmalade%20Jane",
    "Marmalade&nbsp;Jane",
    "Marmalade\u00a0Jane",
    "&#77;armalade Jane",
    "\\u004darmalade\\u0020Jane",
    "MarmaladeJane",
    "Mármalade Jane",
    "Ma\u0301rmalade Jane",
    "Marmalade <em>Jane",
)


@cache
def site_named(name: str, config: pytest.Config) -> Site:
    """Reads a folder once. gc.freeze excludes its elements from garbage collection."""
    options = config.option
    folder, content, url = {
        "sample": (options.site, options.content, None),
        "sample-under-path": (options.site_under_path, options.content, UNDER_PATH),
        "corpus": (options.corpus_site, options.corpus, None),
    }[name]
    gc.disable()
    site = read_site(folder, read_content(content, url), options.day)
    gc.freeze()
    gc.enable()
    return site


@pytest.fixture(params=FOLDERS, scope="session")
def site(request: pytest.FixtureRequest) -> Site:
    return site_named(request.param, request.config)


@pytest.fixture(scope="session")
def sample_site(pytestconfig: pytest.Config) -> Site:
    return site_named("sample", pytestconfig)


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds(rule: str, site: Site) -> None:
    assert list(islice(RULES[rule](site), 20)) == []


def test_folder_has_subject_of_each_rule(site: Site) -> None:
    content = site.content
    missing = [what for what, number in rule_subject_counts(content, site).items() if not number]
    assert missing == []


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda one: f"{one.rule}-{one.file}")
def test_violation_is_found(
    violation: Violation, sample_site: Site, samples: dict[str, Sample]
) -> None:
    errors = list(RULES[violation.rule](violation.apply(sample_site, samples)))
    assert errors, "the rule reported nothing"


def test_each_rule_has_a_violation() -> None:
    assert {one.rule for one in VIOLATIONS} == RULES.keys()


@pytest.mark.parametrize("text", DISGUISED_NAMES)
def test_former_name_is_found_in_any_spelling(text: str, sample_site: Site) -> None:
    files = {"x.html": f"<!DOCTYPE html><title>x</title><p>Thanks, {text}, for that"}
    if "<" not in text:
        files |= {"x.xml": text, f"static/{text}.txt": ""}
    for file, written in files.items():
        site = Site(sample_site.content, sample_site.day, {}, {}).with_file(file, written.encode())
        errors = list(former_member_names_are_absent(site))
        assert errors, f"the rule reported nothing in {file}"


@pytest.mark.parametrize("text", ("I rose from the table", "roses", "a rose", "prose", "marmalade"))
def test_common_word_is_not_a_former_name(text: str, sample_site: Site) -> None:
    site = Site(sample_site.content, sample_site.day, {"x.txt": text.encode()}, {})
    assert list(former_member_names_are_absent(site)) == []


def rule_subject_counts(content: Content, site: Site) -> dict[str, int]:
    """How often the subject of a rule occurs. A rule without a subject would always pass."""
    blocks = [post.block for _, post in content.posts()]
    texts = "".join(page.html for page in site.pages.values())
    authors = {post.author for _, post in content.posts()}
    names = {"removed", "content_note", "accepted"}
    return {
        **{name: sum(name in block for block in blocks) for name in names},
        **{f"former: {name}": name in authors for name in content.former.values()},
        "former members": len(content.former),
        "tags": len(content.tags),
        "aliases": len(aliases(content)),
        "closed threads": sum(thread.is_closed for thread in content.threads),
        "threads of several pages": sum(content.pages_of(one) > 1 for one in content.threads),
        "newest first": sum(content.is_newest_first(board) for board in content.boards),
        "boards' disclaimers": sum("disclaimer" in board.block for board in content.boards),
        "official posts": sum(content.is_official(post) for _, post in content.posts()),
        "outdated": texts.count("post-outdated"),
        "mentions": texts.count('class="mention"'),
        "explanations": texts.count('class="meaning"'),
        "links out": texts.count("nofollow"),
    }


def test_content_reader_finds_all_threads(sample_site: Site) -> None:
    """The content reader finds the same number of threads as a search for front matter."""
    folder: Path = sample_site.content.folder
    files = [one.read_text("utf-8") for one in folder.glob("boards/**/*.md")]
    drafts = [one for one in files if "\ndraft: true" in one]
    boards = len(list(folder.glob("boards/*/board.md")))
    assert len(drafts) > 0
    assert len(sample_site.content.threads) == len(files) - len(drafts) - boards
