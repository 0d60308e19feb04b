"""Where things lie: the shipped resources, and the folders of the person who uses the program."""

import os
from pathlib import Path

import platformdirs

APP = "Tradesman"
SUFFIX = ".tradesman"


def resource(*parts: str) -> Path:
    """Path of a shipped file; the same in a checkout, an installed wheel and a frozen program."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"  # wheel and frozen program
    root = inside if inside.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)


def home() -> Path:
    """Folder that holds books, settings and logs; TRADESMAN_HOME moves it, for trials and tests."""
    moved = os.environ.get("TRADESMAN_HOME")
    return Path(moved) if moved else Path(platformdirs.user_data_path(APP, appauthor=False))


def default_book() -> Path:
    """The book that is opened when nothing else is said."""
    return home() / f"My book{SUFFIX}"


def sample_book() -> Path:
    """Where the window keeps its copy of the sample book."""
    return home() / f"Sample{SUFFIX}"


def settings_file() -> Path:
    """The small file that remembers the last book, the theme and the text size."""
    return home() / "settings.json"


def log_file() -> Path:
    """The log; it never holds a customer's details."""
    return home() / "logs" / "tradesman.log"


def private_folder(folder: Path) -> None:
    """Makes a folder and those above it, each new one only for its owner; those that are there stay as they are."""
    for level in reversed((folder, *folder.parents)):
        if not level.exists():
            level.mkdir(mode=0o700, exist_ok=True)
