"""The verbs that need no window: what they find goes to stdout, what they have to say to stderr.

Exit codes: 0 done, 1 failed with a sentence, 2 not understood, 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradesman import __version__, log, paths, settings
from tradesman.book.errors import BookError

if TYPE_CHECKING:
    from tradesman.book.store import Book

DATABASE = "book.sqlite"  # as in book/store.py, which takes a while to import
INTERRUPTED = 130

Window = Callable[[Path | None, Path | None], int]


def main(arguments: Sequence[str], window: Window) -> int:
    """Does what the arguments ask and gives the exit code; without a verb, `window` is called with book and picture.

    Arguments that are not understood, --help and --version end in SystemExit, as argparse has it.
    """
    _speak_every_language()
    asked = _parser().parse_args(arguments)
    try:
        if asked.do is None:
            return window(_given(asked), asked.picture)
        asked.do(asked)
        print(end="", flush=True)  # a pipe that was closed early says so here
    except BookError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _refused(error, window=asked.do is None)
    except Exception as error:  # noqa: BLE001  the last line: a sentence, whatever it was
        _say(log.note(error))
        return 1
    return 0


def _speak_every_language() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a window's program has no streams, a test has its own
            stream.reconfigure(errors="backslashreplace")


def _refused(error: OSError, *, window: bool) -> int:
    """Says what the system refused and gives the exit code."""
    with suppress(OSError, ValueError):  # what is left in the buffer must not complain at the exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return 0  # whoever reads has had enough
    _say(log.note(error) if window else _refusal(error))
    return 1


def _refusal(error: OSError) -> str:
    where = f" at {Path(os.fsdecode(error.filename)).absolute()}" if isinstance(error.filename, str | bytes) else ""
    return (
        f"The system refused{where}: {error.strerror or error}. What was saved before is kept."
        " Check the disk and who may write there, then try again."
    )


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tradesman", description="Without a verb, opens the window.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"tradesman {__version__}")
    parser.add_argument("--book", action=_Book, metavar="DIR", help="the book; otherwise the one opened last")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="write a picture of the window and leave")
    parser.set_defaults(do=None)
    verbs = parser.add_subparsers(metavar="VERB", title="verbs")

    verb = _verb(verbs, "sample", _sample, "make a book of invented customers to try things on")
    verb.add_argument("--customers", type=_count, metavar="N", help="how many")
    verb.add_argument("--seed", type=int, default=1, metavar="S", help="another number, another book")
    _add_now(verb)

    verb = _verb(verbs, "due", _due, "list what is owed to whom today")
    verb.add_argument("--json", action="store_true", help="for programs")
    _add_now(verb)

    _verb(verbs, "check", _check, "look a book over without changing it")

    verb = _verb(verbs, "export", _export, "write testimonials or customers to a file")
    verb.add_argument("what", choices=("testimonials", "customers"))
    verb.add_argument("--format", choices=("csv", "json", "md", "html", "pdf"), required=True)
    verb.add_argument("--out", type=_absolute, required=True, metavar="FILE")

    verb = _verb(verbs, "backup", _backup, "write a checked copy of a book, photos and all, into one file")
    verb.add_argument("--out", type=_absolute, required=True, metavar="FILE")

    verb = _verb(verbs, "restore", _restore, "make a book out of a backup, at a place where there is none")
    verb.add_argument("file", type=_absolute, metavar="FILE")
    return parser


class _Book(argparse.Action):
    """A name that is empty is none."""

    def __call__(self, _parser: object, namespace: argparse.Namespace, values: Any, _option: str | None = None) -> None:
        if values:
            setattr(namespace, self.dest, Path(values))


def _absolute(text: str) -> Path:
    return Path(text).absolute()


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, do: Callable[[Any], None], what: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what, description=what, allow_abbrev=False)
    # Left out here, the one before the verb holds.
    parser.add_argument("--book", action=_Book, metavar="DIR", default=argparse.SUPPRESS, help="the book's folder")
    parser.set_defaults(do=do)
    return parser


def _add_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", type=_moment, metavar="ISO", help="act as if it were then, by the book's clock")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment such as 2026-11-20T09:30") from None
    if not 1970 <= moment.year <= 2200:
        raise argparse.ArgumentTypeError(f"{text!r} is not between the years 1970 and 2200")
    return moment


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of customers")
    return int(text)


def _given(asked: argparse.Namespace) -> Path | None:
    """The book that was named, by argument or environment; its database may be named instead of its folder."""
    named = asked.book or os.environ.get("TRADESMAN_BOOK")
    if not named:
        return None
    path = Path(named).absolute()
    return path.parent if path.name == DATABASE else path


def _folder(asked: argparse.Namespace) -> Path:
    """The book that is meant: the named one, the one opened last, the one everybody starts with."""
    last = settings.read()["last_book"]
    return _given(asked) or (Path(last) if last else paths.default_book()).absolute()


@contextmanager
def _opened(asked: argparse.Namespace) -> Iterator[tuple["Book", datetime]]:
    """The book and the moment that counts as now."""
    from tradesman.book import store
    from tradesman.services import businesses

    now = datetime.now(UTC)
    book = store.open_book(_folder(asked), now)
    try:
        told = getattr(asked, "now", None)
        if told is not None and told.tzinfo is None:
            with book.read(now) as session:
                told = businesses.calendar(session).at_local(told.date(), told.time())
        yield book, told or now
    finally:
        book.close()


def _sample(asked: argparse.Namespace) -> None:
    from tradesman import sample

    now = asked.now or datetime.now(UTC)
    folder = _given(asked) or paths.sample_book()  # never where a person's own book lies
    sample.make(folder, customers=asked.customers, seed=asked.seed, now=now if now.tzinfo else sample.local(now))
    print(f"A sample book is at {folder}.")


def _due(asked: argparse.Namespace) -> None:
    from tradesman.exchange import due_list, exports
    from tradesman.services import plan_days, today

    with _opened(asked) as (book, now), book.read(now) as session:
        rows, planned = today.rows(session), plan_days.rows(session)
    if asked.json:
        found = [*map(due_list.as_json, rows), *map(due_list.planned_as_json, planned)]
        print(exports.told_in_json(found))
        return
    for line in (*map(due_list.in_words, rows), *map(due_list.planned_in_words, planned)):
        print(line)
    if not rows and not planned:
        _say("Nothing is due.")


def _check(asked: argparse.Namespace) -> None:
    from tradesman.book import inspection

    for sentence in inspection.inspect(_folder(asked)):
        print(sentence)
    print("The book is sound.")


def _export(asked: argparse.Namespace) -> None:
    from tradesman.exchange import exports, testimonial_exports

    if asked.what == "customers" and asked.format not in set(exports.Format):
        raise BookError("Customers are written as csv or json. Nothing was written. Choose one of these.")
    with _opened(asked) as (book, now), book.read(now) as session:
        if asked.what == "customers":
            done = exports.customers(session, asked.out, exports.Format(asked.format))
        else:
            kind = testimonial_exports.Kind(asked.format)
            done = testimonial_exports.write(session, asked.out, kind, book.photos)
    print(f"{asked.what.capitalize()} written to {asked.out}: {done.written}.")
    for places, count in done.elsewhere.items():
        _say(f"Left out, for {' and '.join(places)} only: {count}.")
    for reason, count in done.left_out.items():
        _say(f"Left out, {reason}: {count}.")
    for sentence in done.told:
        _say(sentence)


def _backup(asked: argparse.Namespace) -> None:
    from tradesman.book import backup

    made = backup.back_up(_folder(asked), asked.out, datetime.now(UTC))
    print(f"A checked backup is at {made.file}. Photos in it: {made.photos}, papers: {made.papers}.")
    if made.strays:
        _say(f"Left out, files among photos and papers that are none: {made.strays}.")


def _restore(asked: argparse.Namespace) -> None:
    from tradesman.book import backup

    folder = _folder(asked)
    backup.restore(asked.file, folder, datetime.now(UTC))
    print(f"The book is at {folder}.")
