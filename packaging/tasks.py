"""What dev.py can do: each verb sets up what it needs, then calls the program that does the work."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import freezer
from environment import CHECKOUT, LOCK, Environment
from machine import (
    ALONG,
    BINUTILS,
    DISPLAY,
    QT,
    Machine,
    Need,
    Stop,
    child_environment,
    has_display,
    libpython_needs,
    provide,
    this_machine,
)

SAMPLE = CHECKOUT / ".sample"


class Desk:
    """What a verb works with: the machine, the environment, and calls into it."""

    def __init__(self, machine: Machine, environ: Mapping[str, str]) -> None:
        self.machine = machine
        self.environ = environ
        self.environment = Environment()

    def prepare(self, *needs: Need) -> None:
        """Set up what is missing."""
        # In one go, so that who has to install something by hand has to do it once.
        provide(self.machine, (*needs, *self.environment.needs()))
        self.environment.ensure(self.machine, self.children(offscreen=False))

    def children(self, *, offscreen: bool) -> dict[str, str]:
        """The environment variables for what is called."""
        return child_environment(self.machine.platform, self.environ, offscreen=offscreen)

    def call(self, *command: str, offscreen: bool = True, home: Path | None = None) -> int:
        """Call a program in the checkout, its output to this terminal; its exit code."""
        env = self.children(offscreen=offscreen)
        if home is not None:
            env.setdefault("TRADESMAN_HOME", str(home))
        return subprocess.call(command, env=env, cwd=CHECKOUT)

    def python(self, *arguments: str) -> int:
        """Call the environment's Python without a window to be seen."""
        return self.call(self.environment.python, *arguments)


def run(desk: Desk, arguments: Sequence[str]) -> int:
    """Open the window on the sample book; without a display, write its picture."""
    seen = has_display(desk.machine.platform, desk.environ)
    desk.prepare(*QT, *(DISPLAY if seen and desk.environ.get("DISPLAY") else ()))
    # A folder of its own, so that trying things out leaves the contributor's real settings alone.
    home = SAMPLE / "home"
    book = home / "Sample.tradesman"  # where the window looks for its sample, so that it says what this is
    program = (desk.environment.python, "-m", "tradesman")
    if not book.exists():
        code = desk.call(*program, "sample", "--book", str(book), home=home)
        if code != 0:
            return code
    if seen:
        return desk.call(*program, "--book", str(book), *arguments, offscreen=False, home=home)
    picture = SAMPLE / "window.png"
    code = desk.call(*program, "--book", str(book), "--picture", str(picture), *arguments, home=home)
    if code == 0:
        desk.machine.say(f"There is no display here, so the window was opened unseen. Its picture: {picture}")
    return code


def test(desk: Desk, arguments: Sequence[str]) -> int:
    """Run the tests; anything after the verb goes to pytest."""
    desk.prepare(*QT)
    return desk.python("-m", "pytest", "-n", "2", *arguments)


def lint(desk: Desk, _arguments: Sequence[str]) -> int:
    """Check style, format, types and the contracts between the modules."""
    desk.prepare()
    ruff = desk.environment.program("ruff")
    steps = (
        (ruff, "check"),
        (ruff, "format", "--check"),
        (desk.environment.program("mypy"),),
        (desk.environment.program("lint-imports"),),
    )
    # All of them, so that one call shows everything there is to mend.
    failed = [" ".join((Path(step[0]).stem, *step[1:])) for step in steps if desk.call(*step) != 0]
    if failed:
        raise Stop(f"To mend: {', '.join(failed)}.")
    return 0


def lock(desk: Desk, arguments: Sequence[str]) -> int:
    """Renew packaging/requirements.txt from pyproject.toml; `lock --upgrade` takes the newest packages."""
    # A broken lock must not keep the program away that mends it.
    if not Path(desk.environment.program("uv")).exists():
        desk.prepare()
    target = LOCK.relative_to(CHECKOUT).as_posix()
    return desk.call(
        *(desk.environment.program("uv"), "pip", "compile", "pyproject.toml", "--group", "dev"),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--quiet", "--no-config"),
        *("--custom-compile-command", "python3 packaging/dev.py lock"),
        *("--output-file", target, *arguments),
    )


def shots(desk: Desk, arguments: Sequence[str]) -> int:
    """Write pictures of the windows; anything after the verb goes to tests/shots."""
    desk.prepare(*QT)
    return desk.python("-m", "tests.shots", *arguments)


def bench(desk: Desk, arguments: Sequence[str]) -> int:
    """Measure; anything after the verb goes to tests/benchmarks."""
    desk.prepare(*QT)
    return desk.python("-m", "tests.benchmarks", *arguments)


def freeze(desk: Desk, _arguments: Sequence[str]) -> int:
    """Build the wheel, freeze the program from it into dist/, and try what came out."""
    desk.prepare(*QT, *DISPLAY, *ALONG, *BINUTILS, *libpython_needs())
    return freezer.freeze(CHECKOUT, desk.python, desk.machine.say)


@dataclass(frozen=True)
class Verb:
    """A word after dev.py, and whether more words may follow it."""

    do: Callable[[Desk, Sequence[str]], int]
    takes_more: bool = True


VERBS = {
    "run": Verb(run),
    "test": Verb(test),
    "lint": Verb(lint, takes_more=False),
    "lock": Verb(lock),
    "shots": Verb(shots),
    "bench": Verb(bench),
    "freeze": Verb(freeze, takes_more=False),
}


def usage() -> str:
    """The help text: each verb with its own sentence."""
    lines = [f"  {name:<8}{(verb.do.__doc__ or '').strip()}" for name, verb in VERBS.items()]
    return "\n".join(
        [
            "python3 packaging/dev.py VERB [more]",
            "",
            "Sets up everything the verb needs, then does it:",
            "",
            *lines,
        ]
    )


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; the exit code."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0 if arguments else 1
    name, *more = arguments
    verb = VERBS.get(name)
    if verb is None or (more and not verb.takes_more):
        print(usage(), file=sys.stderr)
        return 2
    try:
        return verb.do(Desk(this_machine(), os.environ), more)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
