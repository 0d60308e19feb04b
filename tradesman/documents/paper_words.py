"""The papers' own texts, by language; English where there is none for it."""

import tomllib
from functools import cache
from typing import Any

from tradesman import paths


@cache
def of(language: str, paper: str) -> dict[str, Any]:
    """The texts of one paper in a language."""
    file = paths.resource("papers", f"{language if is_known(language) else 'en'}.toml")
    found: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))[paper]
    return found


def is_known(language: str) -> bool:
    """Whether there are texts in this language."""
    return paths.resource("papers", f"{language}.toml").is_file()
