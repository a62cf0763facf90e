"""The search beside Pagefind, the best of those that need no server: on the sample and on the corpus.

What Tests/Benchmarks/pagefind.py measures is printed (`-s`) and kept with the screenshots; held to is only what must be so on
any machine.
"""

import importlib.util
import statistics
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser

BENCHMARK = Path(__file__).parents[1] / "Benchmarks" / "pagefind.py"
