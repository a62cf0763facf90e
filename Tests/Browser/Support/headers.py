"""HTTP headers: the policy of the content format, or those of the folder's `_headers`."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class HeaderRules:
    """Headers by path pattern. `*` matches any characters."""

    rules: list[tuple[str, list[tuple[str, str]]]]

    def for_path(self, path: str) -> list[tuple[str, str]]:
        return [
            header
            for pattern, headers in self.rules
            if matches(pattern, path)
            for header in headers
        ]


# The policy under which each site must work.
CONTRACT = HeaderRules([("/*", [("Content-Security-Policy", "default-src 'self'")])])


def matches(pattern: str, path: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path) is not None


def read_headers(file: Path) -> HeaderRules:
    """Reads a `_headers` file like Netlify, Cloudflare Pages and GitLab Pages: a pattern, then its
    indented headers.
    """
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in file.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name, value.strip()))
        else:
            rules.append((line.strip(), []))
    return HeaderRules(rules)


def policies_of(folder: Path) -> dict[str, HeaderRules]:
    """The header rules under which a folder must work, by name."""
    hosted = folder / "_headers"
    return {"contract": CONTRACT} | ({"hosted": read_headers(hosted)} if hosted.exists() else {})
