"""The queries of Tests/Search: misspellings, right words, and questions with their answers."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "Search"


def read_queries(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))
