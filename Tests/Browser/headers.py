"""The headers that a host sends: the contract's one, or those that the folder asks for."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class HeaderRules:
    """Patterns of paths, in which `*` stands for anything, each with the headers of those paths."""

    rules: list[tuple[str, list[tuple[str, str]]]]

    def for_path(self, path: str) -> list[tuple[str, str]]:
        return [
            header for pattern, headers in self.rules if fits(pattern, path) for header in headers
        ]


# What the contract promises that the site works under.
CONTRACT = HeaderRules([("/*", [("Content-Security-Policy", "default-src 'self'")])])


def fits(pattern: str, path: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path) is not None


def read_headers(file: Path) -> HeaderRules:
    """Reads a `_headers` file as Netlify, Cloudflare Pages and GitLab Pages do: a pattern, below it
    its headers, indented.
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
    """The headers under which a folder has to work, by a name for the tests' output."""
    hosted = folder / "_headers"
    return {"contract": CONTRACT} | ({"hosted": read_headers(hosted)} if hosted.exists() else {})
