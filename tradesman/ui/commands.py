"""What can be done by keys, said once: for the window's shortcuts, for the palette and for the sheet of keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PageKeys = tuple[tuple[str, Any], ...]  # the keys as they are shown, and what they do, in the context "keys"


@dataclass(frozen=True)
class Command:
    """One thing the window does from anywhere; `offered` says that the palette has it too."""

    words: str
    icon: str
    keys: str  # as Qt reads them: "Ctrl+N"; some have none
    run: Callable[[], object]
    offered: bool = True

    @property
    def cap(self) -> str:
        """The keys as they stand on a key cap: "Ctrl N"."""
        return self.keys.replace("+", " ")
