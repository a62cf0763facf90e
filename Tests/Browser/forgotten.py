"""Members who asked to be forgotten: no byte of the published folder gives their names away."""

import re
from collections.abc import Iterator
from hashlib import sha256

from authored import Content
from published import Site, plain, squeeze

FORMER_MEMBER = "Former member"


def former_members_are_forgotten(site: Site) -> Iterator[str]:
    for key, name in site.content.former.items():
        places = places_of_word(site, name) if name.isalpha() else places_of_sign(site, key)
        yield from (f"{place}: {name}" for place in places)
        digest = "~" + sha256(key.encode()).hexdigest()[:8]
        yield from (f"{path}: the digest of {name}" for path in all_with(site.texts, digest))


def places_of_sign(site: Site, key: str) -> Iterator[str]:
    """A name with a space, digit or sign: in any letter case, whatever stands between its words."""
    squeezed = squeeze(key)
    yield from all_with(site.squeezed, squeezed)
    yield from (path for path in site.files if squeezed in squeeze(plain(path)))


def places_of_word(site: Site, name: str) -> Iterator[str]:
    """A name that may be a word too: as it is spelt; in any letter case where it is a person."""
    whole = re.compile(rf"(?<!\w){name}(?!\w)")
    person = re.compile(
        rf'(?:@"?|members/){name}(?!\w)|(?<!\w){name}"? (?:wrote|said):', re.IGNORECASE
    )
    for path, text in site.texts.items():
        if whole.search(text) or person.search(text) or person.search(plain(path)):
            yield path


def all_with(texts: dict[str, str], wanted: str) -> Iterator[str]:
    return (path for path, text in texts.items() if wanted in text)


def without_former_names(markdown: str, content: Content) -> str:
    for name in content.former.values():
        pattern = re.escape(name).replace(r"\ ", r"\s+")
        if name.isalpha():
            markdown = re.sub(rf"(?i:@{pattern})(?!\w)", FORMER_MEMBER, markdown)
        flags = re.NOFLAG if name.isalpha() else re.IGNORECASE
        markdown = re.sub(rf"(?<!\w){pattern}(?!\w)", FORMER_MEMBER, markdown, flags=flags)
    return markdown
