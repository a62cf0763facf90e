"""Former members: no published file contains their names."""

import re
from collections.abc import Iterator
from hashlib import sha256

from content_reader import Content
from published_site import Site, normalise, plain

FORMER_MEMBER = "Former member"


def former_member_names_are_absent(site: Site) -> Iterator[str]:
    for key, name in site.content.former.items():
        is_word = name.isalpha()
        paths = paths_with_ambiguous_name(site, name) if is_word else paths_with_name(site, key)
        yield from (f"{path}: {name}" for path in paths)
        digest = "~" + sha256(key.encode()).hexdigest()[:8]
        yield from (f"{path}: the digest of {name}" for path in paths_with_text(site.texts, digest))


def paths_with_name(site: Site, key: str) -> Iterator[str]:
    """Finds a name with a space, digit or sign, in any letter case and with anything between its
    words.
    """
    normalised = normalise(key)
    yield from paths_with_text(site.normalised_texts, normalised)
    yield from (path for path in site.files if normalised in normalise(plain(path)))


def paths_with_ambiguous_name(site: Site, name: str) -> Iterator[str]:
    """Finds a name that is also a common word: as spelt, or in a mention in any letter case."""
    whole = re.compile(rf"(?<!\w){name}(?!\w)")
    person = re.compile(
        rf'(?:@"?|members/){name}(?!\w)|(?<!\w){name}"? (?:wrote|said):', re.IGNORECASE
    )
    for path, text in site.texts.items():
        if whole.search(text) or person.search(text) or person.search(plain(path)):
            yield path


def paths_with_text(texts: dict[str, str], wanted: str) -> Iterator[str]:
    return (path for path, text in texts.items() if wanted in text)


def without_former_names(markdown: str, content: Content) -> str:
    for name in content.former.values():
        pattern = re.escape(name).replace(r"\ ", r"\s+")
        if name.isalpha():
            markdown = re.sub(rf"(?i:@{pattern})(?!\w)", FORMER_MEMBER, markdown)
        flags = re.NOFLAG if name.isalpha() else re.IGNORECASE
        markdown = re.sub(rf"(?<!\w){pattern}(?!\w)", FORMER_MEMBER, markdown, flags=flags)
    return markdown
