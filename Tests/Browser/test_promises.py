"""Every promise holds for every page: of the sample, of the sample under a path, of a corpus of a
thousand threads. And each is noticed when it is broken (spoilt.py).
"""

import gc
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from authored import Content, read_content
from forgotten import former_members_are_forgotten
from kinds import Sample
from promises import PROMISES
from published import Site, read_site
from site_promises import aliases
from spoilt import DISGUISES, SPOILT, Spoilt

# The folders take some seconds to read: one process reads them.
pytestmark = pytest.mark.xdist_group("promises")

FOLDERS = ("sample", "sample-under-path", "corpus")
UNDER_PATH = "https://community.example.org/forum"


@cache
def site_named(name: str, config: pytest.Config) -> Site:
    """A folder is read once, and kept: the collector need not look through its elements again."""
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


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_holds(promise: str, site: Site) -> None:
    assert list(islice(PROMISES[promise](site), 20)) == []


def test_each_folder_has_what_the_promises_are_about(site: Site) -> None:
    content = site.content
    missing = [what for what, number in subjects_of(content, site).items() if not number]
    assert missing == []


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda one: f"{one.promise}-{one.file}")
def test_a_broken_promise_is_noticed(
    spoilt: Spoilt, sample_site: Site, samples: dict[str, Sample]
) -> None:
    breaches = list(PROMISES[spoilt.promise](spoilt.of(sample_site, samples)))
    assert breaches, "nothing was noticed"


def test_each_promise_is_broken_once() -> None:
    assert {one.promise for one in SPOILT} == PROMISES.keys()


@pytest.mark.parametrize("text", DISGUISES)
def test_a_forgotten_name_is_found_in_disguise(text: str, sample_site: Site) -> None:
    files = {"x.html": f"<!DOCTYPE html><title>x</title><p>Thanks, {text}, for that"}
    if "<" not in text:
        files |= {"x.xml": text, f"static/{text}.txt": ""}
    for file, written in files.items():
        site = Site(sample_site.content, sample_site.day, {}, {}).with_file(file, written.encode())
        breaches = list(former_members_are_forgotten(site))
        assert breaches, f"nothing was noticed in {file}"


@pytest.mark.parametrize("text", ("I rose from the table", "roses", "a rose", "prose", "marmalade"))
def test_a_word_is_no_forgotten_name(text: str, sample_site: Site) -> None:
    site = Site(sample_site.content, sample_site.day, {"x.txt": text.encode()}, {})
    assert list(former_members_are_forgotten(site)) == []


def subjects_of(content: Content, site: Site) -> dict[str, int]:
    """How often there is what a promise speaks of: of none it would hold without meaning."""
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


def test_what_is_left_out_is_read_as_left_out(sample_site: Site) -> None:
    """The plain reading of content finds what a plain look finds."""
    folder: Path = sample_site.content.folder
    files = [one.read_text("utf-8") for one in folder.glob("boards/**/*.md")]
    drafts = [one for one in files if "\ndraft: true" in one]
    boards = len(list(folder.glob("boards/*/board.md")))
    assert len(drafts) > 0
    assert len(sample_site.content.threads) == len(files) - len(drafts) - boards
