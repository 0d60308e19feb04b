"""What this computer remembers between starts: last book and backups, theme, text size, period. Never a customer."""

import json
from typing import Any

from tradesman import log, paths

DEFAULTS: dict[str, Any] = {
    "last_book": None,
    "scheme": "system",
    "text_percent": 100,
    "backups": {},
    "camera": {},
    "hides_margin": False,
    "score_period": "",
}


def read() -> dict[str, Any]:
    """The settings; a missing or broken file gives the defaults."""
    try:
        kept = json.loads(paths.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    return {**DEFAULTS, **(kept if isinstance(kept, dict) else {})}


def write(**values: Any) -> None:
    """Changes some settings; they are replaced in one move, so that a power cut leaves the old ones.

    Where they cannot be kept, the log says so and the work goes on without.
    """
    file = paths.settings_file()
    new = file.with_suffix(".new")
    try:
        paths.private_folder(file.parent)
        new.write_text(json.dumps({**read(), **values}, indent=2, default=str), encoding="utf-8")
        new.chmod(0o600)
        new.replace(file)
    except OSError as error:
        log.note(error)
