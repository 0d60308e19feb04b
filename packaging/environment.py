"""Makes `.venv` what the lock says, and does nothing at all when it already is."""

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from machine import Machine, Need, Stop, venv_needs

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "packaging" / "requirements.txt"
PROJECT = CHECKOUT / "pyproject.toml"

OFFLINE = "The network is needed this once; when it can be reached, call the same command again."

Key = dict[str, str]


def base_python() -> Path:
    """The Python that `.venv` is made from, also when dev.py is called by the one inside `.venv`."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable).resolve()


def digest(path: Path) -> str:
    """A file's content in short."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "none"


def current_key(
    lock: Path = LOCK, project: Path = PROJECT, checkout: Path = CHECKOUT, python: Path | None = None
) -> Key:
    """All that the content of `.venv` hangs on."""
    return {
        "checkout": str(checkout),
        "lock": digest(lock),
        "project": digest(project),
        "python": f"{python or base_python()} {platform.python_version()} {platform.machine()}",
    }


def work(made: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    """Say what is to be done to come from one key to the other: all, project or nothing."""
    if made == wanted:
        return "nothing"
    same = all(made.get(part) == wanted[part] for part in wanted if part != "project")
    return "project" if same else "all"


class Environment:
    """The folder `.venv`, and the programs in it."""

    def __init__(self, folder: Path = CHECKOUT / ".venv") -> None:
        self.folder = folder
        self._programs = folder / ("Scripts" if os.name == "nt" else "bin")
        # Written last and taken away first, so that a half-made folder is never taken for a whole one.
        self._record = folder / "made-by-dev.json"

    @property
    def python(self) -> str:
        """Path of the Python inside."""
        return self.program("python")

    def program(self, name: str) -> str:
        """Path of a program that a package brought."""
        return str(self._programs / (f"{name}.exe" if os.name == "nt" else name))

    def needs(self) -> tuple[Need, ...]:
        """What the system must have before the folder can be made, if it has to be."""
        return venv_needs() if work(self._made(), current_key()) == "all" else ()

    def ensure(self, machine: Machine, env: Mapping[str, str]) -> None:
        """Make the folder what it should be; takes minutes the first time and no time after."""
        wanted = current_key()
        todo = work(self._made(), wanted)
        if todo == "all":
            machine.say("Setting up .venv. This takes some minutes, once.")
            self._forget()
            self._make(env)
            self._pip(env, "install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(LOCK))
        if todo != "nothing":
            self._remember({part: value for part, value in wanted.items() if part != "project"})
            self._pip(env, "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(CHECKOUT))
            self._remember(wanted)

    def _made(self) -> Key:
        if not Path(self.python).exists():
            return {}
        try:
            made = json.loads(self._record.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return made if isinstance(made, dict) else {}

    def _remember(self, key: Key) -> None:
        self._record.write_text(json.dumps(key, indent=1), encoding="utf-8")

    def _forget(self) -> None:
        self._record.unlink(missing_ok=True)

    def _make(self, env: Mapping[str, str]) -> None:
        command = [str(base_python()), "-m", "venv", "--clear", str(self.folder)]
        if subprocess.call(command, env=dict(env), cwd=CHECKOUT) != 0:
            raise Stop(f"`{' '.join(command)}` failed; its own words stand above.")

    def _pip(self, env: Mapping[str, str], *arguments: str) -> None:
        command = [self.python, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
        if subprocess.call(command, env=dict(env), cwd=CHECKOUT) != 0:
            raise Stop(f"pip could not install what Tradesman needs; its own words stand above.\n{OFFLINE}")
